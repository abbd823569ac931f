package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ida.events.Answer;
import io.ida.events.AssistantVersion;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.OffsetRange;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.events.Training;
import io.ida.events.Withdrawal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WithdrawalsTest {
    private static final Trace TRACE = behind(new AssistantVersion("table", 3), new AssistantVersion("other", 7));

    @Test
    void aTraceThatMeetsAllConditionsIsWithdrawn() {
        assertThat(matches(withdrawal().setRootId("q"))).isTrue();
        assertThat(matches(withdrawal().setQuestionId("q"))).isTrue();
        assertThat(matches(withdrawal().setVersion(7))).isTrue();
        assertThat(matches(withdrawal().setAssistant("table").setVersion(3))).isTrue();
        assertThat(matches(withdrawal().setSupervisor("scripted").setRootId("q")))
                .isTrue();
    }

    @Test
    void aTraceThatMissesAConditionIsNot() {
        assertThat(matches(withdrawal().setRootId("p"))).isFalse();
        assertThat(matches(withdrawal().setQuestionId("q/0.0"))).isFalse();
        assertThat(matches(withdrawal().setVersion(4))).isFalse();
        assertThat(matches(withdrawal().setAssistant("table").setVersion(7))).isFalse();
        assertThat(matches(withdrawal().setSupervisor("learned:h").setRootId("q")))
                .isFalse();
        assertThat(matches(withdrawal())).isFalse();
    }

    @Test
    void whatWasWithdrawnBeforeATrainingDoesNotAffectIt() {
        Withdrawals withdrawals = Withdrawals.of(
                List.of(new Withdrawals.Placed(4, withdrawal().setVersion(3).build())), 5);
        AffectedVersions affected = new AffectedVersions(
                List.of(version(1, null, 4, 0, 10), version(2, null, 5, 0, 10)), key -> Optional.empty(), withdrawals);

        affected.see(0, 9, TRACE);

        assertThat(affected.list())
                .singleElement()
                .satisfies(found -> assertThat(found.version().getVersion()).isEqualTo(1))
                .satisfies(found -> assertThat(found.traces()).isEqualTo(1));
    }

    @Test
    void aVersionIsAffectedByItsOwnStretchesAndThroughItsAncestors() {
        Withdrawals withdrawals = Withdrawals.of(
                List.of(new Withdrawals.Placed(0, withdrawal().setRootId("q").build())), 1);
        AffectedVersions affected = new AffectedVersions(
                List.of(
                        version(1, null, 0, 0, 10),
                        version(2, 1, 0, 10, 20),
                        version(3, 2, 0, 20, 30),
                        version(4, null, 0, 30, 40)),
                key -> Optional.empty(),
                withdrawals);

        affected.see(0, 3, TRACE);
        affected.see(1, 33, TRACE);
        affected.see(0, 40, TRACE);

        assertThat(affected.list())
                .extracting(found -> found.version().getVersion(), found -> found.traces(), found -> found.through())
                .containsExactly(
                        tuple(1, 1L, Optional.empty()), tuple(2, 0L, Optional.of(1)), tuple(3, 0L, Optional.of(1)));
    }

    @Test
    void tracesWithoutTheLabelsOfATrainingDoNotAffectIt() {
        Withdrawals withdrawals = Withdrawals.of(
                List.of(new Withdrawals.Placed(0, withdrawal().setRootId("q").build())), 1);
        Training labelled = Training.newBuilder()
                .setId("t")
                .setModel("m")
                .setVersion(1)
                .setTraces(List.of())
                .setLabels(Map.of("run", "other"))
                .build();
        AffectedVersions affected =
                new AffectedVersions(List.of(version(1, null, 0, 0, 10)), key -> Optional.of(labelled), withdrawals);

        affected.see(0, 3, TRACE);

        assertThat(affected.list()).isEmpty();
    }

    @Test
    void heldOutTracesAffectOnlyWhatLearnsFromThem() {
        Withdrawals withdrawals = Withdrawals.of(
                List.of(new Withdrawals.Placed(0, withdrawal().setRootId("q").build())), 1);
        AffectedVersions affected = new AffectedVersions(
                List.of(
                        ModelVersion.newBuilder(version(1, null, 0, 0, 10))
                                .setArchitecture("neural/1")
                                .build(),
                        ModelVersion.newBuilder(version(2, null, 0, 0, 10))
                                .setArchitecture("supervisor/1")
                                .build(),
                        version(3, null, 0, 0, 10)),
                key -> Optional.empty(),
                withdrawals);

        affected.see(0, 3, TRACE);
        affected.see(0, 4, Trace.newBuilder(TRACE).setSplit(Split.VALIDATION).build());

        assertThat(affected.list())
                .extracting(found -> found.version().getVersion(), found -> found.traces())
                .containsExactly(tuple(1, 1L), tuple(2, 1L), tuple(3, 2L));
    }

    private static boolean matches(Withdrawal.Builder withdrawal) {
        return Withdrawals.matches(withdrawal.build(), TRACE);
    }

    private static Withdrawal.Builder withdrawal() {
        return Withdrawal.newBuilder().setId("w");
    }

    private static Trace behind(AssistantVersion... assistants) {
        Trace trace = Traces.trace("q", "c", "ab ^ 2", 1, 0, "ab", Split.TRAIN, true);
        return Trace.newBuilder(trace)
                .setAnswer(Answer.newBuilder(trace.getAnswer())
                        .setAssistantVersions(List.of(assistants))
                        .build())
                .build();
    }

    private static ModelVersion version(int number, Integer parent, long withdrawals, long from, long to) {
        return ModelVersion.newBuilder()
                .setName("m")
                .setVersion(number)
                .setParentVersion(parent)
                .setStatus(ModelStatus.PROMOTED)
                .setArchitecture("table/1")
                .setLocation("")
                .setSha256("")
                .setMetrics(Map.of(Withdrawals.METRIC, (double) withdrawals))
                .setTrainedOn(List.of(new OffsetRange(0, from, to)))
                .build();
    }
}
