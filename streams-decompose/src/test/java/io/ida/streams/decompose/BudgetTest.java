package io.ida.streams.decompose;

import static io.ida.streams.decompose.RootsTest.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Answers;
import io.ida.events.AnswerStatus;
import io.ida.events.Asked;
import io.ida.events.Decomposition;
import io.ida.events.Exchange;
import io.ida.events.Question;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private final DecomposeDriver stage = new DecomposeDriver();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aTreeOfOneNodeSpendsItsBudgetOverAllRounds() {
        stage.ask(Questions.powering("q").setBudget(Questions.budget(1)).build());
        Decomposition first = only(stage.decompositions()).value();
        assertThat(stage.assists()).hasSize(1);

        stage.issue(Rounds.next(first, "ac"));

        assertThat(refusals(only(stage.decompositions()).value()))
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.getStatus()).isEqualTo(AnswerStatus.OUT_OF_BUDGET);
                    assertThat(refused.getReason()).contains("1 assistant calls");
                    assertThat(refused.getUsage().getAssistantCalls()).isZero();
                });
        assertThat(stage.assists()).isEmpty();
    }

    @Test
    void refusedAsksCostNothing() {
        stage.ask(Questions.powering("q").setBudget(Questions.budget(2)).build());
        Question root = only(stage.decompositions()).value().getQuestion();
        stage.assists();

        stage.issue(Rounds.of(root, 1, List.of(), Rounds.ask(0, "garbled"), Rounds.ask(1, "garbled too")));
        Decomposition refused = only(stage.decompositions()).value();
        stage.issue(
                Rounds.of(root, 2, Rounds.transcript(refused, ""), Rounds.ask(0, "ab ^ 5"), Rounds.ask(1, "ab ^ 7")));

        assertThat(refusals(only(stage.decompositions()).value())).isEmpty();
        assertThat(stage.assists()).hasSize(2);
    }

    @Test
    void reuseCostsNothing() {
        stage.ask(Questions.powering("q").setBudget(Questions.budget(2)).build());
        Decomposition first = only(stage.decompositions()).value();
        stage.assists();

        stage.issue(Rounds.of(
                first.getQuestion(),
                1,
                Rounds.transcript(first, "ac"),
                Rounds.ask(0, "aa ^ 2"),
                Rounds.ask(1, "ab ^ 9"),
                Rounds.ask(2, "ab ^ 9"),
                Rounds.ask(3, "ab ^ 11")));

        Decomposition second = only(stage.decompositions()).value();
        assertThat(stage.assists()).hasSize(1);
        assertThat(second.getAsked().get(3).getExchange().orElseThrow().getStatus())
                .isEqualTo(AnswerStatus.OUT_OF_BUDGET);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 5, 8, 100})
    void aDeepTreeNeverSpendsMoreThanItsBudget(long budget) {
        stage.ask(Questions.wildcards("q")
                .setText("??????")
                .setDepth(3)
                .setBudget(Questions.budget(budget))
                .build());

        List<Decomposition> nodes =
                stage.decompositions().stream().map(TestRecord::value).toList();
        long refused = nodes.stream()
                .flatMap(node -> refusals(node).stream())
                .peek(exchange -> assertThat(exchange.getStatus()).isEqualTo(AnswerStatus.OUT_OF_BUDGET))
                .count();
        // 1 root, 2 and 4 nodes below it, and 8 asks for the assistant.
        assertThat(nodes).hasSize(7);
        assertThat(stage.assists()).hasSize((int) Math.min(budget, 8));
        assertThat(refused).isEqualTo(Math.max(0, 8 - budget));
    }

    @Test
    void aDeepTreeSpendsItsBudgetOverRoundsOfItsNodes() {
        stage.ask(Questions.powering("q")
                .setDepth(2)
                .setText("aa ^ 20")
                .setBudget(Questions.budget(1))
                .build());
        Decomposition node = stage.decompositions().get(1).value();
        assertThat(node.getQuestion().getId()).isEqualTo("q/0.0");
        assertThat(stage.assists()).hasSize(1);

        stage.issue(Rounds.next(node, "ad"));

        assertThat(refusals(only(stage.decompositions()).value()))
                .extracting(Exchange::getStatus)
                .containsExactly(AnswerStatus.OUT_OF_BUDGET);
        assertThat(stage.assists()).isEmpty();
    }

    @Test
    void aTreeWhoseRootIsAnsweredIssuesNothingMoreAndKeepsNothing() {
        stage.ask(Questions.powering("q").setDepth(2).setText("aa ^ 20").build());
        List<TestRecord<String, Decomposition>> nodes = stage.decompositions();
        Question root = nodes.get(0).value().getQuestion();
        stage.assists();
        assertThat(stage.heldForTrees()).isNotEmpty();

        stage.finish(Answers.fromPipeline(
                root, AnswerStatus.TIMED_OUT, "It took too long.", "synthesize", DecomposeDriver.START));
        assertThat(stage.heldForTrees()).isEmpty();
        stage.issue(Rounds.next(nodes.get(1).value(), "ad"));

        Exchange refused = refusals(only(stage.decompositions()).value()).get(0);
        assertThat(refused.getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(refused.getReason()).contains("root");
        assertThat(stage.assists()).isEmpty();
        assertThat(stage.heldForTrees()).isEmpty();
    }

    @Test
    void closingATreeLeavesItsNeighboursAlone() {
        for (String id : List.of("q", "q1", "Q")) {
            stage.ask(Questions.wildcards(id).setText("????aa").setDepth(2).build());
        }
        int held = stage.heldForTrees().size();
        Question root = stage.decompositions().get(0).value().getQuestion();

        stage.finish(Answers.fromPipeline(root, AnswerStatus.FAILED, "", "synthesize", DecomposeDriver.START));

        assertThat(stage.heldForTrees()).hasSize(held / 3 * 2).noneMatch(key -> key.endsWith(" q"));
    }

    static List<Exchange> refusals(Decomposition node) {
        return node.getAsked().stream()
                .map(Asked::getExchange)
                .flatMap(exchange -> exchange.stream())
                .filter(exchange -> exchange.getStatus() != AnswerStatus.ANSWERED)
                .toList();
    }
}
