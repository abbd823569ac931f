package io.ida.streams.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Exchange;
import io.ida.events.FailedCheck;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spot checks on their way: asked, waited for, and given as verdicts. */
class VerdictsTest {
    private final DistillDriver stage =
            new DistillDriver(Map.of("distill.spot.check.share", "1", "distill.spot.check.timeout.ms", "60000"));
    private final Question root = Nodes.root("q", 2);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRowWaitsForItsChecksAndTellsWhatTheyFound() {
        Question node = Nodes.root("p", 1);
        stage.finish(Nodes.finished(
                node,
                AnswerStatus.ANSWERED,
                Nodes.asked(node, 0, "1"),
                Nodes.asked(node, 1, "2"),
                Nodes.asked(node, 2, "3"),
                Nodes.asked(node, 3, "4")));
        List<Question> checks = checks();

        assertThat(checks)
                .extracting(check -> check.getLabels().get(SpotChecks.LABEL))
                .containsExactly("p/0.0", "p/0.1", "p/0.2", "p/0.3");
        stage.result(result(checks.get(3), AnswerStatus.ANSWERED, "idk"));
        stage.result(result(checks.get(0), AnswerStatus.ANSWERED, "1"));
        stage.result(result(checks.get(2), AnswerStatus.OUT_OF_BUDGET, ""));
        assertThat(stage.traces()).isEmpty();
        stage.result(result(checks.get(1), AnswerStatus.ANSWERED, "1"));

        TestRecord<String, Trace> row = stage.traces().get(0);
        assertThat(row.key()).isEqualTo("p");
        assertThat(row.getRecordTime()).isEqualTo(DistillDriver.START);
        assertThat(row.value().getFit()).isTrue();
        assertThat(row.value().getVerdicts())
                .extracting(Verdict::getIndex, Verdict::getValue, Verdict::getAnswer)
                .containsExactly(
                        tuple(0, VerdictValue.GOOD, "1"),
                        tuple(1, VerdictValue.BAD, "1"),
                        tuple(2, VerdictValue.UNKNOWN, ""),
                        tuple(3, VerdictValue.UNKNOWN, ""));
        assertThat(row.value().getVerdicts())
                .extracting(verdict -> verdict.getQuestionId().orElseThrow())
                .containsExactlyElementsOf(checks.stream().map(Question::getId).toList());
        assertThat(row.value().getVerdicts().get(1).getGivenBy().getName()).isEqualTo("learned:h");
        assertThat(count("GOOD")).isEqualTo(1);
        assertThat(count("BAD")).isEqualTo(1);
        assertThat(count("UNKNOWN")).isEqualTo(2);
    }

    @Test
    void aTreeComesOutInOrderWhenItsLastCheckIsIn() {
        Question one = Nodes.child(root, 0);
        Question two = Nodes.child(root, 1);
        stage.finish(Nodes.finished(one, AnswerStatus.ANSWERED, Nodes.asked(one, 0, "1")));
        stage.finish(Nodes.finished(two, AnswerStatus.ANSWERED, Nodes.asked(two, 0, "1")));
        assertThat(stage.questions()).isEmpty();
        stage.finish(Nodes.finished(root, AnswerStatus.ANSWERED));

        List<Question> checks = checks();
        stage.result(result(checks.get(1), AnswerStatus.ANSWERED, "1"));
        assertThat(stage.traces()).isEmpty();
        stage.result(result(checks.get(0), AnswerStatus.ANSWERED, "1"));

        assertThat(stage.traces())
                .extracting(row -> row.value().getQuestion().getId())
                .containsExactly("q/0.0", "q/0.1", "q");
    }

    @Test
    void aResultThatDoesNotComeInTimeLeavesAnUnknownVerdictAndIsIgnoredLater() {
        Question node = Nodes.root("p", 1);
        stage.finish(Nodes.finished(node, AnswerStatus.ANSWERED, Nodes.asked(node, 0, "1")));
        Question check = checks().get(0);
        assertThat(check.getExpiresAt()).isEqualTo(DistillDriver.START.plusSeconds(60));
        stage.advance(Duration.ofSeconds(59));
        assertThat(stage.traces()).isEmpty();

        stage.advance(Duration.ofSeconds(1));
        stage.result(result(check, AnswerStatus.ANSWERED, "1"));

        Trace row = stage.traces().get(0).value();
        assertThat(row.getVerdicts()).extracting(Verdict::getValue).containsExactly(VerdictValue.UNKNOWN);
        assertThat(stage.traces()).isEmpty();
    }

    @Test
    void aResultOfSomebodyElseWhoUsesTheLabelChangesNothing() {
        Question node = Nodes.root("p", 1);
        stage.finish(Nodes.finished(node, AnswerStatus.ANSWERED, Nodes.asked(node, 0, "1")));
        Question stranger = Question.newBuilder(Nodes.root("stranger", 1))
                .setLabels(Map.of(SpotChecks.LABEL, "p/0.0"))
                .build();

        stage.result(result(stranger, AnswerStatus.ANSWERED, "2"));
        assertThat(stage.traces()).isEmpty();

        stage.result(result(checks().get(0), AnswerStatus.ANSWERED, "1"));
        assertThat(stage.traces()).hasSize(1);
    }

    @Test
    void rowsThatAreNotFitAreCheckedToo() {
        Question node = Nodes.root("p", 1);
        Exchange inVain = Exchange.newBuilder(Nodes.asked(node, 1, ""))
                .setStatus(AnswerStatus.TIMED_OUT)
                .build();
        stage.finish(Nodes.finished(node, AnswerStatus.CANNOT_ANSWER, Nodes.asked(node, 0, "2"), inVain));

        List<Question> checks = checks();
        assertThat(checks)
                .extracting(check -> check.getLabels().get(SpotChecks.LABEL))
                .containsExactly("p/0.0");
        assertThat(stage.rejected()).as("rows without their verdicts").isEmpty();
        stage.result(result(checks.get(0), AnswerStatus.ANSWERED, "1"));

        assertThat(stage.traces()).isEmpty();
        Trace row = stage.rejected().get(0).value();
        assertThat(row.getFit()).isFalse();
        assertThat(row.getFailedChecks())
                .extracting(FailedCheck::getCheck)
                .containsExactly("node-answered", "sub-answers-answered");
        assertThat(row.getVerdicts())
                .extracting(Verdict::getIndex, Verdict::getValue)
                .containsExactly(tuple(0, VerdictValue.BAD));
    }

    @Test
    void fitAndUnfitRowsOfATreeComeOutTogether() {
        Question one = Nodes.child(root, 0);
        Question two = Nodes.child(root, 1);
        stage.finish(Nodes.finished(one, AnswerStatus.FAILED, Nodes.asked(one, 0, "1")));
        stage.finish(Nodes.finished(two, AnswerStatus.ANSWERED));
        stage.finish(Nodes.finished(root, AnswerStatus.ANSWERED));
        assertThat(stage.traces()).isEmpty();

        stage.result(result(checks().get(0), AnswerStatus.ANSWERED, "1"));

        assertThat(stage.rejected())
                .extracting(row -> row.value().getQuestion().getId())
                .containsExactly("q/0.0");
        assertThat(stage.traces())
                .extracting(row -> row.value().getQuestion().getId())
                .containsExactly("q/0.1", "q");
    }

    @Test
    void aRowWithoutRoomForAllAnswersKeepsTheirVerdictsAndLosesNothingElse() {
        Amplification node = nodeWithAsks(60);
        try (DistillDriver tight = tight(node)) {
            tight.finish(node);
            List<Question> checks =
                    tight.questions().stream().map(TestRecord::value).toList();
            for (int i = 0; i < checks.size(); i++) {
                tight.result(result(checks.get(i), AnswerStatus.ANSWERED, "x".repeat(i < 10 ? 2_000 : 20)));
            }

            Trace row = tight.traces().get(0).value();
            assertThat(tight.deadLetters()).isEmpty();
            assertThat(row.getTranscript()).isEqualTo(node.getTranscript());
            assertThat(row.getVerdicts())
                    .hasSize(60)
                    .extracting(Verdict::getValue)
                    .containsOnly(VerdictValue.BAD);
            assertThat(row.getVerdicts())
                    .extracting(verdict -> verdict.getAnswer().length())
                    .contains(0, 2_000);
            assertThat(Nodes.bytes(row)).isLessThanOrEqualTo(new RowRoom(Nodes.bytes(node)).withVerdicts());
        }
    }

    @Test
    void aRowIsCheckedNoMoreThanItHasRoomFor() {
        Amplification node = nodeWithAsks(400);
        try (DistillDriver tight = tight(node)) {
            tight.finish(node);

            List<TestRecord<String, Question>> checks = tight.questions();
            assertThat(checks).hasSizeBetween(100, 200);
            for (TestRecord<String, Question> check : checks) {
                tight.result(result(check.value(), AnswerStatus.ANSWERED, "1"));
            }
            assertThat(tight.traces().get(0).value().getVerdicts())
                    .hasSameSizeAs(checks)
                    .extracting(Verdict::getValue)
                    .containsOnly(VerdictValue.GOOD);
        }
    }

    @Test
    void aVerdictBySomebodyWhoseNameHasNoRoomStaysUnknown() {
        Question node = Question.newBuilder(Nodes.root("p", 1))
                .setLabels(Map.of("label", "x".repeat(30_000)))
                .build();
        Amplification done = Nodes.finished(node, AnswerStatus.ANSWERED, Nodes.asked(node, 0, "1"));
        try (DistillDriver tight = tight(done)) {
            tight.finish(done);
            Answer answer = result(tight.questions().get(0).value(), AnswerStatus.ANSWERED, "1");
            Answerer nobody = new Answerer(AnswererKind.PERSON, "x".repeat(25_000), 0);
            tight.result(Answer.newBuilder(answer).setAnsweredBy(nobody).build());

            assertThat(tight.traces().get(0).value().getVerdicts())
                    .extracting(Verdict::getValue)
                    .containsExactly(VerdictValue.UNKNOWN);
        }
    }

    /** A stage in which a node is as large as an event may be. */
    private static DistillDriver tight(Amplification node) {
        return new DistillDriver(
                Map.of("distill.spot.check.share", "1", "event.max.bytes", Integer.toString(Nodes.bytes(node))));
    }

    private static Amplification nodeWithAsks(int count) {
        Question node = Nodes.root("p", 1);
        Exchange[] asked = IntStream.range(0, count)
                .mapToObj(index -> Nodes.asked(node, index, "1"))
                .toArray(Exchange[]::new);
        return Nodes.finished(node, AnswerStatus.ANSWERED, asked);
    }

    @Test
    void aRowWithoutAssistantsAnswersDoesNotWait() {
        stage.finish(Nodes.finished(Nodes.root("p", 1), AnswerStatus.ANSWERED));

        assertThat(stage.traces()).hasSize(1);
        assertThat(stage.questions()).isEmpty();
    }

    private List<Question> checks() {
        return stage.questions().stream().map(TestRecord::value).toList();
    }

    private static Answer result(Question check, AnswerStatus status, String text) {
        Answer answer = Nodes.finished(check, status).getAnswer();
        return Answer.newBuilder(answer).setText(text).build();
    }

    private double count(String verdict) {
        return stage.meters
                .get("ida.spot.checks")
                .tag("verdict", verdict)
                .counter()
                .count();
    }
}
