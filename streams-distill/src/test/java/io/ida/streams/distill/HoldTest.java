package io.ida.streams.distill;

import static io.ida.streams.distill.DistillDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Amplification;
import io.ida.events.AnswerStatus;
import io.ida.events.FailedCheck;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.streams.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldTest {
    private final DistillDriver stage = new DistillDriver();
    private final Question root = Nodes.root("q", 2);
    private final Question one = Nodes.child(root, 0);
    private final Question two = Nodes.child(root, 1);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRootOfDepthOneIsARowAtOnce() {
        Amplification node = Nodes.answered(Nodes.root("p", 1));
        stage.advance(Duration.ofSeconds(7));
        stage.finish(node);

        TestRecord<String, Trace> record = only(stage.traces());
        Trace row = record.value();
        assertThat(record.key()).isEqualTo("p");
        assertThat(record.getRecordTime()).isEqualTo(START);
        assertThat(row.getQuestion()).isEqualTo(node.getQuestion());
        assertThat(row.getTranscript()).isEqualTo(node.getTranscript());
        assertThat(row.getAnswer()).isEqualTo(node.getAnswer());
        assertThat(row.getRootStatus()).isEqualTo(AnswerStatus.ANSWERED);
        assertThat(row.getFit()).isTrue();
        assertThat(row.getFailedChecks()).isEmpty();
        assertThat(row.getSourcePartition()).isZero();
        assertThat(row.getSourceOffset()).isZero();
        assertThat(row.getDistilledAt()).isEqualTo(START.plusSeconds(7));
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aDeepTreeIsHeldUntilItsRootIsDoneAndThenLeavesOneRowForEachNode() {
        stage.finish(Nodes.answered(one), Nodes.answered(two));
        assertThat(stage.traces()).isEmpty();
        assertThat(stage.held()).containsExactly("q/0.0", "q/0.1");

        stage.finish(Nodes.answered(root));

        List<TestRecord<String, Trace>> rows = stage.traces();
        assertThat(rows)
                .extracting(record -> record.value().getQuestion().getId())
                .containsExactlyInAnyOrder("q/0.0", "q/0.1", "q");
        assertThat(rows).extracting(TestRecord::key).containsOnly("q");
        assertThat(rows).extracting(record -> record.value().getFit()).containsOnly(true);
        assertThat(rows).extracting(record -> record.value().getRootStatus()).containsOnly(AnswerStatus.ANSWERED);
        assertThat(rows).extracting(record -> record.value().getSourceOffset()).containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(rows)
                .extracting(record -> record.value().getSplit())
                .containsOnly(rows.get(0).value().getSplit());
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void theRowsOfATreeComeInTheOrderOfTheirIdsAndTheRootLast() {
        stage.finish(Nodes.answered(two), Nodes.answered(one), Nodes.answered(root));

        assertThat(stage.traces())
                .extracting(record -> record.value().getQuestion().getId())
                .containsExactly("q/0.0", "q/0.1", "q");
    }

    @Test
    void aRowHasTheTraceOfItsNodeHoweverLongItWasHeld() {
        stage.finish(Nodes.answered(one), trace("of one"));
        stage.finish(Nodes.answered(root), trace("of root"));
        stage.finish(Nodes.answered(two), trace("of two, late"));

        assertThat(stage.traces())
                .extracting(TestRecord::getHeaders)
                .containsExactly(trace("of one"), trace("of root"));
        assertThat(only(stage.rejected()).getHeaders()).isEqualTo(trace("of two, late"));

        stage.finish(Nodes.answered(Nodes.child(Nodes.root("orphaned", 2), 0)), trace("of orphan"));
        stage.advance(Nodes.TIME_TO_LIVE.multipliedBy(2).plusHours(1));

        assertThat(only(stage.rejected()).getHeaders()).isEqualTo(trace("of orphan"));
    }

    @Test
    void aNodeAsLargeAsAnEventMayBeLeavesARow() {
        Amplification large = Nodes.answered(Question.newBuilder(one)
                .setLabels(Map.of("label", "x".repeat(2_000)))
                .build());
        String sizeOfNode = Integer.toString(Nodes.bytes(large));
        try (DistillDriver tight = new DistillDriver(Map.of("event.max.bytes", sizeOfNode))) {
            tight.finish(large, Nodes.answered(root));

            assertThat(tight.traces())
                    .extracting(record -> record.value().getQuestion().getId())
                    .containsExactly("q/0.0", "q");
            assertThat(tight.deadLetters()).isEmpty();
        }
    }

    private static Headers trace(String parent) {
        return new RecordHeaders().add("traceparent", parent.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void treesWithSimilarIdsAreKeptApart() {
        Question neighbour = Nodes.child(Nodes.root("q1", 2), 0);
        stage.finish(Nodes.answered(one), Nodes.answered(neighbour), Nodes.answered(root));

        assertThat(stage.traces()).hasSize(2);
        assertThat(stage.held()).containsExactly("q1/0.0");
    }

    @Test
    void everyRowSaysHowItsRootEnded() {
        stage.finish(Nodes.answered(one), Nodes.finished(root, AnswerStatus.CANNOT_ANSWER));

        assertThat(only(stage.traces()).value().getRootStatus()).isEqualTo(AnswerStatus.CANNOT_ANSWER);
        assertThat(only(stage.rejected()).value().getRootStatus()).isEqualTo(AnswerStatus.CANNOT_ANSWER);
    }

    @Test
    void aNodeThatIsDoneAfterItsRootIsARowThatIsNotFit() {
        stage.finish(Nodes.answered(one), Nodes.finished(root, AnswerStatus.TIMED_OUT));
        stage.rejected();

        stage.finish(Nodes.answered(two));

        Trace late = only(stage.rejected()).value();
        assertThat(late.getQuestion().getId()).isEqualTo("q/0.1");
        assertThat(late.getFit()).isFalse();
        assertThat(late.getFailedChecks())
                .containsExactly(new FailedCheck("root-finished", "The root ended before the node did."));
        assertThat(late.getChecks()).containsExactly("node-answered", "sub-answers-answered");
        assertThat(late.getRootStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aRootThatTookLongIsRememberedLikeAnyOther() {
        Question old = Nodes.root("old", 2, START.minus(Duration.ofHours(30)));
        stage.finish(Nodes.answered(root), Nodes.answered(old));
        stage.traces();

        stage.finish(Nodes.answered(Nodes.child(old, 0)));

        assertThat(only(stage.rejected()).value().getRootStatus()).isEqualTo(AnswerStatus.ANSWERED);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aFinishedRootIsForgottenAfterTheWindow() {
        stage.finish(Nodes.answered(root));
        stage.traces();
        stage.advance(Duration.ofHours(3));

        stage.finish(Nodes.answered(Nodes.root("later", 2)), Nodes.answered(two));

        assertThat(stage.traces()).hasSize(1);
        assertThat(stage.held()).containsExactly("q/0.1");
    }

    @Test
    void aNodeWhoseRootNeverEndsIsARowThatIsNotFitAfterDeadlineAndWindow() {
        stage.finish(Nodes.answered(one));
        stage.advance(Nodes.TIME_TO_LIVE.plusHours(1).minusSeconds(2));
        assertThat(stage.rejected()).isEmpty();

        stage.advance(Duration.ofSeconds(3));

        Trace orphan = only(stage.rejected()).value();
        assertThat(stage.traces()).isEmpty();
        assertThat(orphan.getFit()).isFalse();
        assertThat(orphan.getFailedChecks())
                .containsExactly(
                        new FailedCheck("root-finished", "The finished root of the tree did not come in time."));
        assertThat(orphan.getRootStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(orphan.getSourceOffset()).isZero();
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void onlyExpiredNodesAreLetGo() {
        Question young = Nodes.child(Nodes.root("young", 2, START.plusSeconds(1000)), 0);
        stage.finish(Nodes.answered(one), Nodes.answered(young));
        stage.advance(Nodes.TIME_TO_LIVE.plusHours(1).plusSeconds(1));
        assertThat(stage.rejected()).hasSize(1);
        assertThat(stage.held()).containsExactly("young/0.0");

        stage.advance(Duration.ofSeconds(1000));
        assertThat(stage.rejected()).hasSize(1);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aRecordWithoutAValueIsADeadLetterAndTheStageRunsOn() {
        stage.sendBytes(null);
        assertDeadLetter("without a value");
    }

    @Test
    void bytesThatAreNoAvroAreADeadLetterAndTheStageRunsOn() {
        stage.sendBytes("no Avro".getBytes(StandardCharsets.UTF_8));
        assertDeadLetter("Confluent");
    }

    private void assertDeadLetter(String reason) {
        TestRecord<byte[], byte[]> letter = only(stage.deadLetters());
        assertThat(letter.key()).containsExactly(65);
        assertThat(new String(letter.headers().lastHeader(DeadLetter.REASON).value(), StandardCharsets.UTF_8))
                .contains(reason);
        stage.finish(Nodes.answered(Nodes.root("p", 1)));
        assertThat(stage.traces()).hasSize(1);
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
