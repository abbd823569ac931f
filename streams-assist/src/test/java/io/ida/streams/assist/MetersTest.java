package io.ida.streams.assist;

import static io.ida.events.ModelStatus.PROMOTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stage counts. */
class MetersTest {
    @TempDir
    private Path state;

    private AssistDriver stage;

    @BeforeEach
    void open() {
        stage = new AssistDriver(state, Map.of());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void answersAreCountedByVersionAndStatus() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.ask(Questions.latest("a"), Questions.latest("b"));
        stage.settle();
        stage.announce(2, PROMOTED, "fast/1");
        stage.ask(Questions.latest("break"));
        stage.settle();
        stage.ask(Questions.root("r", "c"));
        stage.settle();

        assertThat(count("1", "ANSWERED", "false")).isEqualTo(2);
        assertThat(count("2", "FAILED", "false")).isEqualTo(1);
        assertThat(count("2", "ANSWERED", "true")).isEqualTo(1);
        assertThat(stage.meters
                        .get("ida.model.version")
                        .tag("model", "m")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void callsAreCountedWithTheirSizesAndTimes() {
        stage.announce(1, PROMOTED, "slow/1");
        stage.ask(Questions.latest("a"), Questions.latest("b"), Questions.latest("c"));
        stage.settle();

        assertThat(stage.meters.get("ida.call.batch.size").summary().totalAmount())
                .isEqualTo(3);
        assertThat(stage.meters.get("ida.call.duration").timer().count())
                .isEqualTo(stage.meters.get("ida.call.batch.size").summary().count());
        assertThat(stage.meters.get("ida.call.duration").timer().totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
        assertThat(stage.meters.get("ida.calls.in.flight").gauge().value()).isZero();
    }

    private double count(String version, String status, String root) {
        return stage.meters
                .get("ida.answers")
                .tag("kind", "ASSISTANT")
                .tag("name", "m")
                .tag("version", version)
                .tag("status", status)
                .tag("root", root)
                .counter()
                .count();
    }
}
