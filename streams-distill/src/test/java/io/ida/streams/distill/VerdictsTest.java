package io.ida.streams.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
