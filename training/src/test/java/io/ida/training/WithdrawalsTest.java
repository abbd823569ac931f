package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ida.events.Answer;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantVersion;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.OffsetRange;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.events.Training;
import io.ida.events.Withdrawal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    void aSupervisorIsWithdrawnInAllVersionsOrInTheOneThatAnswered() {
        Trace third = answeredBy("learned:h@3", "learned:h", 3);
        Trace fourth = answeredBy("learned:h@4", "learned:h", 4);
        Trace unpinned = answeredBy("learned:h", "learned:h", 3);
        Trace erring = answeredBy("learned:h@3?error=0.1", "learned:h?error=0.1", 3);

        assertThat(takenBack("learned:h", third, fourth, unpinned, erring)).containsExactly(third, fourth, unpinned);
        assertThat(takenBack("learned:h@3", third, fourth, unpinned, erring)).containsExactly(third, unpinned);
        assertThat(takenBack("learned:h@3?error=0.1", third, erring)).containsExactly(erring);
        assertThat(takenBack("learned:h?error=0.1", third, erring)).containsExactly(erring);
        assertThat(takenBack("scripted@1", TRACE)).containsExactly(TRACE);
        assertThat(takenBack("scripted@2", TRACE)).isEmpty();
        assertThat(takenBack("ann@example.org", answeredBy("ann@example.org", "ann@example.org", 0)))
                .hasSize(1);
    }

    private static List<Trace> takenBack(String supervisor, Trace... traces) {
        return Stream.of(traces)
                .filter(trace -> takesBack(withdrawal().setSupervisor(supervisor), trace))
                .toList();
    }

    private static Trace answeredBy(String chosen, String name, int version) {
        return Trace.newBuilder(TRACE)
                .setQuestion(Question.newBuilder(TRACE.getQuestion())
                        .setSupervisor(chosen)
                        .build())
                .setAnswer(Answer.newBuilder(TRACE.getAnswer())
                        .setAnsweredBy(new Answerer(AnswererKind.SUPERVISOR, name, version))
                        .build())
                .build();
    }

    @Test
    void allConditionsHoldForWhatIsFoundByItsId() {
        assertThat(matches(withdrawal().setRootId("q").setVersion(4))).isFalse();
        assertThat(matches(withdrawal().setQuestionId("q").setRootId("p"))).isFalse();
        assertThat(matches(withdrawal().setQuestionId("q").setAssistant("table")))
                .isTrue();
    }

    /** If each row were held against each withdrawal, it would be 40 billion times. */
    @Test
    @Timeout(60)
    void aRowIsLookedUpHoweverManyTreesAndNodesAreWithdrawn() {
        int many = 200_000;
        Withdrawal[] withdrawals = IntStream.range(0, many)
                .mapToObj(i -> i % 2 == 0
                        ? withdrawal().setRootId("root " + i)
                        : withdrawal().setQuestionId("node " + i))
                .map(Withdrawal.Builder::build)
                .toArray(Withdrawal[]::new);
        Withdrawals found = Withdrawals.of(withdrawals);

        assertThat(IntStream.range(0, many).filter(i -> found.contain(TRACE))).isEmpty();
        assertThat(found.contain(Traces.fit("root 0", "c", "ab ^ 2", 1, 0, "ab")))
                .isTrue();
        assertThat(found.contain(Traces.fit("node " + (many - 1), "c", "ab ^ 2", 1, 0, "ab")))
                .isTrue();
        assertThat(found.contain(Traces.fit("node 0", "c", "ab ^ 2", 1, 0, "ab")))
                .isFalse();
        assertThat(found.count()).isEqualTo(many);
    }

    @Test
    void aVersionIsAffectedByASupervisorsVersionThatWasWithdrawnAfterwards() {
        Withdrawals withdrawals =
                Withdrawals.of(withdrawal().setSupervisor("learned:h@3").build());
        AffectedVersions affected =
                new AffectedVersions(List.of(version(1, null, 0, 0, 10)), key -> Optional.empty(), withdrawals);

        affected.see(0, 1, answeredBy("learned:h@3", "learned:h", 3));
        affected.see(0, 2, answeredBy("learned:h@4", "learned:h", 4));

        assertThat(affected.list())
                .singleElement()
                .satisfies(found -> assertThat(found.traces()).isEqualTo(1));
    }

    @Test
    void whatIsWithdrawnAgainDoesNotAffectAVersionThatDidNotLearnFromIt() {
        Withdrawal again = withdrawal().setRootId("q").build();
        Withdrawals withdrawals = Withdrawals.of(withdrawal().setRootId("p").build(), again, again);
        AffectedVersions affected = new AffectedVersions(
                List.of(version(1, null, 0, 0, 10), version(2, null, 1, 0, 10), version(3, null, 2, 0, 10)),
                key -> Optional.empty(),
                withdrawals);

        affected.see(0, 1, TRACE);

        assertThat(affected.list())
                .extracting(found -> found.version().getVersion())
                .containsExactly(1, 2);
    }

    @Test
    void whatWasWithdrawnBeforeATrainingDoesNotAffectIt() {
        Withdrawal other = withdrawal().setRootId("another tree").build();
        Withdrawals withdrawals = Withdrawals.of(
                other, other, other, other, withdrawal().setVersion(3).build());
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
        Withdrawals withdrawals = Withdrawals.of(withdrawal().setRootId("q").build());
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
        Withdrawals withdrawals = Withdrawals.of(withdrawal().setRootId("q").build());
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
        Withdrawals withdrawals = Withdrawals.of(withdrawal().setRootId("q").build());
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
        return takesBack(withdrawal, TRACE);
    }

    private static boolean takesBack(Withdrawal.Builder withdrawal, Trace trace) {
        return Withdrawals.of(withdrawal.build()).contain(trace);
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
