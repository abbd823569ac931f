package io.ida.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.bench.faults.Audit.Finding;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.events.Usage;
import io.ida.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tree of a root, one node below it, and two calls of the assistant. */
class AuditTest {
    private static final Answerer SOMEBODY = new Answerer(AnswererKind.PERSON, "somebody", 0);

    private final Audit audit = new Audit(Map.of("r", 2L));

    @BeforeAll
    static void makeEventsBuildable() {
        assertThat(new Topics(Topics.DEFAULT_PREFIX, 1).partitions()).isOne();
    }

    @BeforeEach
    void aTreeThatIsAsItShouldBe() {
        audit.row(row("r/0.0", 1, List.of()));
        audit.row(row("r", 2, List.of(exchange("r/0.0"))));
        List.of("r/0.0/0.0", "r/0.0/1.0").forEach(id -> {
            audit.call(question(id, 0));
            audit.subAnswer(answer(id, 0));
        });
        audit.subAnswer(answer("r/0.0", 1));
        audit.result(answer("r", 2));
    }

    @Test
    void aTreeThatIsAsItShouldBeHasNoFindings() {
        assertThat(audit.isComplete()).isTrue();
        assertThat(wrong()).isEmpty();
    }

    @Test
    void everythingThatIsThereTwiceIsFound() {
        audit.result(answer("r", 2));
        audit.row(row("r/0.0", 1, List.of()));
        audit.call(question("r/0.0/0.0", 0));
        audit.subAnswer(answer("r/0.0/0.0", 0));
        assertThat(wrong())
                .containsExactly(
                        "questions with several results",
                        "nodes with several training rows",
                        "assistant calls issued several times",
                        "sub-questions with several answers",
                        "budgets overspent");
    }

    @Test
    void whatIsMissingIsFound() {
        Audit nothing = new Audit(Map.of("r", 2L, "s", 2L));
        nothing.result(answer("r", 2));
        nothing.row(row("r", 2, List.of(exchange("r/0.0"))));
        nothing.call(question("r/0.0/0.0", 0));
        assertThat(nothing.isComplete()).isFalse();
        assertThat(wrong(nothing))
                .containsExactly(
                        "questions without a result",
                        "nodes without a training row",
                        "assistant calls without an answer");
    }

    @Test
    void rowsOfNodesThatNobodyAskedForAreFound() {
        audit.row(row("r/7.0", 1, List.of()));
        assertThat(wrong()).containsExactly("training rows of nodes that no tree has");
    }

    @Test
    void otherQuestionsAreIgnored() {
        audit.result(Answer.newBuilder(answer("r", 1))
                .setRootId("other")
                .setQuestionId("other")
                .build());
        assertThat(wrong()).isEmpty();
    }

    private List<String> wrong() {
        return wrong(audit);
    }

    private static List<String> wrong(Audit audit) {
        return audit.findings().stream()
                .filter(finding -> !finding.isGood())
                .map(Finding::what)
                .toList();
    }

    private static Question question(String id, int depth) {
        return Question.newBuilder()
                .setId(id)
                .setRootId("r")
                .setParentId(id.equals("r") ? null : "r")
                .setTask("task")
                .setText("text")
                .setContext(new Context("", List.of()))
                .setDepth(depth)
                .build();
    }

    private static Answer answer(String id, long nodes) {
        return Answer.newBuilder()
                .setQuestionId(id)
                .setRootId("r")
                .setTask("task")
                .setQuestion("text")
                .setStatus(AnswerStatus.ANSWERED)
                .setText("answer")
                .setAnsweredBy(SOMEBODY)
                .setUsage(new Usage(0L, nodes))
                .build();
    }

    private static Exchange exchange(String id) {
        return new Exchange(
                0,
                0,
                id,
                "text",
                0,
                AnswerStatus.ANSWERED,
                "answer",
                "",
                SOMEBODY,
                List.of(),
                false,
                new Usage(0L, 1L));
    }

    private static Trace row(String id, int depth, List<Exchange> transcript) {
        return Trace.newBuilder()
                .setQuestion(question(id, depth))
                .setTranscript(transcript)
                .setAnswer(answer(id, depth))
                .setRootStatus(AnswerStatus.ANSWERED)
                .setSplit(Split.TRAIN)
                .setFit(true)
                .build();
    }
}
