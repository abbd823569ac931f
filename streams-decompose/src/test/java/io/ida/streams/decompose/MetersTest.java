package io.ida.streams.decompose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the stage counts. */
class MetersTest {
    /** The test driver forgets what is written in a transaction before the first record that can be read. */
    private final DecomposeDriver stage = new DecomposeDriver(Map.of("processing.guarantee", "at_least_once"));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void questionsAreCountedByWhatBecomesOfThem() {
        stage.ask(Questions.powering("q").build());
        stage.ask(Questions.powering("q").build());
        stage.ask(Questions.powering("deep").setDepth(-1).build());

        assertThat(count("ida.questions", "outcome", "ADMITTED")).isEqualTo(1);
        assertThat(count("ida.questions", "outcome", "DUPLICATE")).isEqualTo(1);
        assertThat(count("ida.questions", "outcome", "INVALID")).isEqualTo(1);
        assertThat(count("ida.answers", "status", "CANNOT_ANSWER")).isEqualTo(1);
        assertThat(count("ida.rounds", "stage", "decompose")).isEqualTo(1);
        assertThat(count("ida.asks", "outcome", "ISSUED")).isEqualTo(1);
    }

    @Test
    void deadLettersAreCounted() {
        stage.sendBytes(null, "no Avro".getBytes(StandardCharsets.UTF_8));
        assertThat(stage.deadLetters()).hasSize(1);
        assertThat(count("ida.dead.letters", "stage", "decompose")).isEqualTo(1);
    }

    private double count(String name, String tag, String value) {
        return stage.meters.get(name).tag(tag, value).counter().count();
    }
}
