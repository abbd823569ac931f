package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StageMeters meters = new StageMeters(registry, "try");

    @Test
    void seriesOfAnswersStayBounded() {
        for (int version = 0; version < StageMeters.MOST_ANSWER_SERIES; version++) {
            meters.answered(answer(version));
        }
        assertThat(series()).isEqualTo(StageMeters.MOST_ANSWER_SERIES);

        meters.answered(answer(StageMeters.MOST_ANSWER_SERIES));
        meters.answered(answer(0));

        assertThat(series()).isEqualTo(2);
        assertThat(registry.get("ida.answers").tag("version", "0").counter().count())
                .isEqualTo(1);
    }

    @Test
    void allTasksCountIntoTheSameCounter() {
        Counter one = meters.counter("ida.tries", "Tries.", "kind", "good");
        Counter other = meters.counter("ida.tries", "Tries.", "kind", "good");
        one.increment();
        other.increment();
        assertThat(registry.get("ida.tries")
                        .tag("stage", "try")
                        .tag("kind", "good")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void openTreesAreThoseOfAllTasksThatAreThere() {
        OpenTrees first = new OpenTrees();
        OpenTrees second = new OpenTrees();
        meters.watch(first);
        meters.watch(second);
        first.opened(1_500);
        second.opened(2_500);
        second.opened(2_600);
        assertThat(registry.get("ida.open.trees").gauge().value()).isEqualTo(3);
        meters.forget(second);
        assertThat(registry.get("ida.open.trees").gauge().value()).isEqualTo(1);
    }

    @Test
    void aStageWithoutMetersCountsNowhere() {
        StageMeters nowhere = StageMeters.of(Map.of());
        nowhere.answered(answer(1));
        nowhere.deadLetter();
        nowhere.latestVersion("m", 1);
        nowhere.watch(new OpenTrees());
        assertThat(nowhere.counter("ida.tries", "Tries.").count()).isZero();
    }

    private long series() {
        return registry.get("ida.answers").counters().size();
    }

    private static Answer answer(int version) {
        return Answer.newBuilder()
                .setQuestionId("r/0.0")
                .setRootId("r")
                .setParentId("r")
                .setPath("0.0")
                .setTask("shortest-path")
                .setQuestion("a b")
                .setText("x")
                .setStatus(AnswerStatus.ANSWERED)
                .setReason("")
                .setAnsweredBy(new Answerer(AnswererKind.ASSISTANT, "m", version))
                .setAssistantVersions(List.of())
                .setUsage(new Usage(1L, 1L))
                .setLabels(Map.of())
                .setAskedAt(Instant.EPOCH)
                .setExpiresAt(Instant.EPOCH)
                .setAnsweredAt(Instant.EPOCH)
                .build();
    }
}
