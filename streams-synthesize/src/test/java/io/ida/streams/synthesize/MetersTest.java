package io.ida.streams.synthesize;

import static io.ida.streams.synthesize.SynthesizeDriver.START;
import static io.ida.streams.synthesize.Trees.answer;
import static io.ida.streams.synthesize.Trees.child;
import static io.ida.streams.synthesize.Trees.decomposition;
import static io.ida.streams.synthesize.Trees.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Decomposition;
import io.ida.events.Question;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stage counts. */
class MetersTest {
    private final SynthesizeDriver stage = new SynthesizeDriver();
    private final Question root = Trees.wildcards("q", 1, "??aaaa");
    private final Question left = child(root, 0, 0, "a?aaaa");
    private final Question right = child(root, 0, 1, "b?aaaa");
    private final Decomposition round = decomposition(root, issued(0, left), issued(1, right));
    private final Question other = Trees.wildcards("r", 1, "??aaaa");
    private final Decomposition otherRound =
            decomposition(other, issued(0, child(other, 0, 0, "a?aaaa")), issued(1, child(other, 0, 1, "b?aaaa")));

    @BeforeEach
    void setClock() {
        stage.clock.add(START.toEpochMilli() - stage.clock.wallTime(), TimeUnit.MILLISECONDS);
        stage.clock.add(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void treesAreOpenUntilTheirRootsAreAnswered() {
        assertThat(openTrees()).isZero();
        assertThat(age()).isZero();

        stage.send(round, otherRound);
        assertThat(openTrees()).isEqualTo(2);
        assertThat(age()).isEqualTo(30);

        stage.send(answer(left, "3", 7), answer(right, "-1", 2));
        assertThat(openTrees()).isEqualTo(1);

        stage.advance(Duration.ofSeconds(99));
        assertThat(openTrees()).isZero();
        assertThat(age()).isZero();
        assertThat(stage.meters.get("ida.node.timeouts").counter().count()).isEqualTo(1);
    }

    @Test
    void aRootWhoseAnswersAreThereBeforeItIsNeverOpen() {
        stage.send(answer(left, "3", 7), answer(right, "-1", 2), round);
        assertThat(stage.results()).hasSize(1);
        assertThat(openTrees()).isZero();
    }

    @Test
    void aTaskThatStartsAnewCountsTheTreesOfItsStore() {
        stage.send(round, otherRound);
        stage.restart(START.plusSeconds(10));
        assertThat(openTrees()).isZero();

        stage.advance(Duration.ofSeconds(1));

        assertThat(openTrees()).isEqualTo(2);
        assertThat(age()).isEqualTo(30);
    }

    @Test
    void answersAreCountedByWhoGaveThemAndTheirStatus() {
        stage.send(round, answer(left, "3", 7), answer(right, "-1", 2));
        assertThat(stage.meters
                        .get("ida.answers")
                        .tag("stage", "synthesize")
                        .tag("kind", "SUPERVISOR")
                        .tag("name", "scripted")
                        .tag("status", "ANSWERED")
                        .tag("root", "true")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private double openTrees() {
        return stage.meters.get("ida.open.trees").gauge().value();
    }

    private double age() {
        return stage.meters.get("ida.oldest.open.tree.age").timeGauge().value(TimeUnit.SECONDS);
    }
}
