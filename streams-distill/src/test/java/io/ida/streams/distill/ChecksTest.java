package io.ida.streams.distill;

import static io.ida.streams.distill.Nodes.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Amplification;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import io.ida.events.FailedCheck;
import io.ida.events.Trace;
import io.ida.streams.distill.FinishedNode.Root;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ChecksTest {
    @Test
    void anAnsweredNodeWithAnsweredExchangesPassesAllThatSaySomethingOfIt() {
        FinishedNode node = node(AnswerStatus.ANSWERED, AnswerStatus.ANSWERED, Root.DONE);

        assertThat(List.of(new RootFinished(), new NodeAnswered(), new SubAnswersAnswered()))
                .extracting(check -> check.examine(node))
                .containsOnly(Finding.PASSED);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DONE")
    void aNodeWhoseRootIsNotDoneAfterItFails(Root root) {
        assertFails(new RootFinished(), node(AnswerStatus.ANSWERED, AnswerStatus.ANSWERED, root), "root");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ANSWERED")
    void aNodeThatWasNotAnsweredFails(AnswerStatus status) {
        assertFails(new NodeAnswered(), node(status, AnswerStatus.ANSWERED, Root.DONE), status.name());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ANSWERED")
    void aNodeWithAFailedSubAnswerFailsEvenIfHAnswered(AnswerStatus status) {
        assertFails(
                new SubAnswersAnswered(), node(AnswerStatus.ANSWERED, status, Root.DONE), "'a?????'", status.name());
    }

    @Test
    void checksComposeAndARowSaysWhatEachOfThemFound() {
        FinishedNode node = node(AnswerStatus.TIMED_OUT, AnswerStatus.ANSWERED, Root.NEVER_DONE);

        Trace row = new Fitness(List.of(new RootFinished(), new SubAnswersAnswered(), new Silent())).judge(node);
        Trace again = new Fitness(List.of(new NodeAnswered())).judge(FinishedNode.ofDoneRoot(row));

        assertThat(row.getFit()).isFalse();
        assertThat(row.getChecks()).containsExactly("sub-answers-answered");
        assertThat(row.getFailedChecks()).extracting(FailedCheck::getCheck).containsExactly("root-finished");
        assertThat(again.getFailedChecks())
                .extracting(FailedCheck::getCheck)
                .containsExactly("root-finished", "node-answered");
    }

    @Test
    void aRowThatFailsNothingIsFit() {
        FinishedNode node = node(AnswerStatus.ANSWERED, AnswerStatus.ANSWERED, Root.DONE);

        Trace row = new Fitness(List.of(new RootFinished(), new NodeAnswered())).judge(node);

        assertThat(row.getFit()).isTrue();
        assertThat(row.getFailedChecks()).isEmpty();
        assertThat(row.getChecks()).containsExactly("root-finished", "node-answered");
    }

    @Test
    void reasonsAreShortenedSoThatAllHaveRoomInTheRow() {
        String text = "\uD83D\uDE00".repeat(20_000);
        Exchange wordy = Exchange.newBuilder(exchange(AnswerStatus.FAILED))
                .setText(text)
                .setReason(text)
                .build();
        Amplification node = Nodes.finished(Nodes.root("q", 1), AnswerStatus.ANSWERED, wordy);
        FinishedNode finished = new FinishedNode(Nodes.row(node), Root.DONE);

        Trace row = new Fitness(List.of(new SubAnswersAnswered())).judge(finished);

        String reason = row.getFailedChecks().get(0).getReason();
        assertThat(reason).startsWith("The sub-question '\uD83D\uDE00").endsWith("\uD83D\uDE00…");
        assertThat(reason.length()).isBetween(RowRoom.REASON_LENGTH - 1, RowRoom.REASON_LENGTH);
        assertThat(row.getTranscript()).isEqualTo(node.getTranscript());
    }

    /** Says nothing about any row. */
    private static final class Silent implements Check {
        @Override
        public String name() {
            return "silent";
        }

        @Override
        public Finding examine(FinishedNode node) {
            return Finding.NOT_APPLICABLE;
        }
    }

    private static void assertFails(Check check, FinishedNode node, String... reasons) {
        assertThat(check.examine(node))
                .isInstanceOfSatisfying(
                        Finding.Failed.class,
                        failed -> assertThat(failed.reason()).contains(reasons));
    }

    private static FinishedNode node(AnswerStatus status, AnswerStatus ofSecondExchange, Root root) {
        Trace row = Nodes.row(Nodes.finished(
                Nodes.root("q", 1), status, exchange(AnswerStatus.ANSWERED), exchange(ofSecondExchange)));
        return new FinishedNode(row, root);
    }
}
