package io.ida.streams.decompose;

import static io.ida.streams.decompose.RootsTest.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ida.events.Asked;
import io.ida.events.Context;
import io.ida.events.Decomposition;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.streams.runtime.DeadLetter;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReuseTest {
    private final DecomposeDriver stage = new DecomposeDriver();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theSameAskTwiceInARoundIsIssuedOnce() {
        Decomposition first = open();
        stage.issue(Rounds.of(first.getQuestion(), 1, List.of(), Rounds.ask(0, "ab ^ 9"), Rounds.ask(1, "ab ^ 9")));

        List<Asked> asked = only(stage.decompositions()).value().getAsked();
        assertThat(asked).extracting(ask -> ask.getQuestionId().orElseThrow()).containsExactly("q/1.0", "q/1.0");
        assertThat(asked).extracting(Asked::getReused).containsExactly(false, true);
        assertThat(stage.assists()).hasSize(1);
    }

    @Test
    void anAskOfAnEarlierRoundIsAnsweredFromTheTranscript() {
        Decomposition first = open();
        stage.issue(Rounds.of(first.getQuestion(), 1, Rounds.transcript(first, "ac"), Rounds.ask(0, "aa ^ 2")));

        Asked asked = only(stage.decompositions()).value().getAsked().get(0);
        Exchange exchange = asked.getExchange().orElseThrow();
        assertThat(exchange.getAnswer()).isEqualTo("ac");
        assertThat(exchange.getRound()).isEqualTo(1);
        assertThat(exchange.getReused()).isTrue();
        assertThat(exchange.getQuestionId()).contains("q/0.0");
        assertThat(exchange.getUsage().getAssistantCalls()).isZero();
        assertThat(stage.assists()).isEmpty();
    }

    @Test
    void anotherSampleIsAskedAnew() {
        Decomposition first = open();
        stage.issue(Rounds.of(
                first.getQuestion(),
                1,
                Rounds.transcript(first, "ac"),
                Rounds.ask(0, "aa ^ 2", 1),
                Rounds.ask(1, "aa ^ 2", 2)));

        assertThat(stage.assists())
                .extracting(record -> record.value().getSample())
                .containsExactly(1, 2);
        assertThat(only(stage.decompositions()).value().getAsked())
                .extracting(Asked::getReused)
                .containsOnly(false);
    }

    @Test
    void hMayAskItsOwnQuestionTwiceWithDifferentSamples() {
        stage.ask(Question.newBuilder()
                .setId("path")
                .setTask("shortest-path")
                .setText("step aa ac")
                .setDepth(2)
                .setContext(new Context("", List.of("aa -> ab", "ab -> ac")))
                .build());

        assertThat(stage.subQuestions().stream().map(TestRecord::value))
                .extracting(Question::getText, Question::getSample)
                .containsExactly(tuple("step aa ac", 0), tuple("step aa ac", 1));
    }

    @Test
    void nodesOfADeepTreeShareTheirAsks() {
        // H asks for the value of ab ^ 6 at both nodes, once it is told that both halves begin at aa.
        stage.ask(Questions.powering("q").setDepth(2).setText("aa ^ 24").build());
        Decomposition root = stage.decompositions().get(0).value();
        assertThat(stage.assists()).hasSize(1);

        stage.issue(Rounds.of(
                root.getQuestion(),
                1,
                Rounds.transcript(root, "ae"),
                Rounds.ask(0, "aa ^ 13"),
                Rounds.ask(1, "aa ^ 6")));

        // aa ^ 13 at depth 1 asks for aa ^ 6 at depth 0, as aa ^ 12 did.
        List<TestRecord<String, Decomposition>> nodes = stage.decompositions();
        Asked shared = nodes.stream()
                .map(TestRecord::value)
                .filter(node -> node.getQuestion().getId().equals("q/1.0"))
                .findFirst()
                .orElseThrow()
                .getAsked()
                .get(0);
        assertThat(shared.getReused()).isTrue();
        assertThat(shared.getQuestionId()).contains("q/0.0/0.0");
        assertThat(shared.getExchange()).isEmpty();
        // The root's own aa ^ 6 has another depth: it is another question.
        Asked own = nodes.get(0).value().getAsked().get(1);
        assertThat(own.getReused()).isFalse();
        assertThat(stage.assists()).extracting(record -> record.value().getId()).containsExactly("q/1.1/0.0");
    }

    @Test
    void treesDoNotShare() {
        stage.ask(Questions.powering("q").setDepth(2).setText("aa ^ 12").build());
        stage.ask(Questions.powering("p").setDepth(2).setText("aa ^ 12").build());

        assertThat(stage.assists()).hasSize(2);
    }

    @Test
    void aRedrivenTreeAsksAnew() {
        Question root = Questions.powering("q").setDepth(2).setText("aa ^ 12").build();
        stage.ask(root);
        assertThat(stage.assists()).hasSize(1);

        stage.ask(new TestRecord<>(
                "q", root, new RecordHeaders().add(DeadLetter.REDRIVEN, new byte[] {1}), DecomposeDriver.START));

        assertThat(stage.assists()).hasSize(1);
    }

    private Decomposition open() {
        stage.ask(Questions.powering("q").build());
        stage.assists();
        return only(stage.decompositions()).value();
    }
}
