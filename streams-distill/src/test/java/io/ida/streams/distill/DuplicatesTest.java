package io.ida.streams.distill;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Amplification;
import io.ida.events.AnswerStatus;
import io.ida.events.AssistantVersion;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.FailedCheck;
import io.ida.events.Question;
import io.ida.events.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows with the same content, where duplicates are looked for. */
class DuplicatesTest {
    private static final Duration WINDOW = Duration.ofHours(5);
    private static final Context CONTEXT = new Context("context", List.of("aaaaaa = +1"));

    private final DistillDriver stage =
            new DistillDriver(Map.of("distill.duplicate.window.ms", Long.toString(WINDOW.toMillis())));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theSameRowOfAnotherTreeIsRejected() {
        stage.finish(node("first"), node("second"));

        Trace first = only(stage.traces());
        Trace second = only(stage.rejected());
        assertThat(first.getQuestion().getId()).isEqualTo("first");
        assertThat(first.getChecks())
                .containsExactly("root-finished", "node-answered", "sub-answers-answered", "no-duplicate");
        assertThat(second.getFit()).isFalse();
        assertThat(second.getFailedChecks())
                .containsExactly(new FailedCheck("no-duplicate", "The same as the row of first."));
        assertThat(stage.meters
                        .get("ida.traces.rejected")
                        .tag("check", "no-duplicate")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void otherLabelsSamplesQuestionsContextsVersionsOrAnswersMakeAnotherRow() {
        stage.finish(node("first"));
        stage.finish(
                Nodes.answered(question("labels").setLabels(Map.of("run", "2")).build()));
        stage.finish(Nodes.answered(question("sample").setSample(1).build()));
        stage.finish(Nodes.answered(question("text").setText("a?????").build()));
        stage.finish(Nodes.answered(question("context")
                .setContext(new Context("other", CONTEXT.getFacts()))
                .build()));
        Exchange exchange = Nodes.exchange(AnswerStatus.ANSWERED);
        stage.finish(finished(
                "version",
                Exchange.newBuilder(exchange)
                        .setAssistantVersions(List.of(new AssistantVersion("table", 5)))
                        .build()));
        stage.finish(
                finished("answer", Exchange.newBuilder(exchange).setAnswer("0").build()));

        assertThat(stage.traces()).hasSize(7);
        assertThat(stage.rejected()).isEmpty();
    }

    @Test
    void aRowThatWasRejectedForSomethingElseIsNotRemembered() {
        Question question = question("first").build();
        stage.finish(Nodes.finished(question, AnswerStatus.ANSWERED, Nodes.exchange(AnswerStatus.TIMED_OUT)));
        stage.finish(node("second"));

        assertThat(only(stage.rejected()).getFailedChecks())
                .extracting(FailedCheck::getCheck)
                .containsExactly("sub-answers-answered");
        assertThat(only(stage.traces()).getQuestion().getId()).isEqualTo("second");
    }

    @Test
    void aRowIsForgottenAfterTheWindow() {
        stage.finish(node("first"));
        stage.advance(WINDOW.plusSeconds(1));
        stage.finish(node("second"));

        assertThat(stage.traces()).hasSize(2);
        assertThat(stage.rejected()).isEmpty();
    }

    @Test
    void theRowsOfATreeStayInOrderUnderTheIdOfItsRoot() {
        Question root = question("q").setDepth(2).build();
        Question one = Nodes.child(root, 0);
        Question two =
                Question.newBuilder(Nodes.child(root, 1)).setText("b?????").build();
        stage.finish(Nodes.answered(two), Nodes.answered(one), Nodes.answered(root));

        List<TestRecord<String, Trace>> rows = stage.traces();
        assertThat(rows).extracting(row -> row.value().getQuestion().getId()).containsExactly("q/0.0", "q/0.1", "q");
        assertThat(rows).extracting(TestRecord::key).containsOnly("q");
        assertThat(rows).extracting(TestRecord::getRecordTime).containsOnly(DistillDriver.START);
    }

    private static Amplification node(String id) {
        return Nodes.answered(question(id).build());
    }

    private static Amplification finished(String id, Exchange exchange) {
        return Nodes.finished(question(id).build(), AnswerStatus.ANSWERED, exchange);
    }

    private static Question.Builder question(String id) {
        return Question.newBuilder(Nodes.root(id, 1)).setContext(CONTEXT);
    }

    private static Trace only(List<TestRecord<String, Trace>> rows) {
        assertThat(rows).hasSize(1);
        return rows.get(0).value();
    }
}
