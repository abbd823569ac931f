package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.events.OffsetRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceRangesTest {
    private static final String TOPIC = "ida.traces";
    private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
    private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final TraceRanges ranges = new TraceRanges(consumer, TOPIC, Duration.ofMillis(50));
    private final List<String> read = new ArrayList<>();

    @BeforeEach
    void makeTopic() {
        Node[] none = {};
        consumer.updatePartitions(
                TOPIC,
                List.of(
                        new PartitionInfo(TOPIC, 0, Node.noNode(), none, none),
                        new PartitionInfo(TOPIC, 1, Node.noNode(), none, none)));
        consumer.updateBeginningOffsets(Map.of(ZERO, 2L, ONE, 0L));
        consumer.updateEndOffsets(Map.of(ZERO, 20L, ONE, 20L));
    }

    @Test
    void readsTheFirstOffsetAndNotTheEndOffset() throws Exception {
        appendWhenAssigned(ZERO, 3, 4, 5, 6, 7);

        ranges.read(new OffsetRange(0, 4L, 7L), this::take);

        assertThat(read).containsExactly("0:4", "0:5", "0:6");
    }

    @Test
    void partitionsAreReadOneAfterTheOther() throws Exception {
        appendWhenAssigned(ONE, 0, 1);
        appendWhenAssigned(ZERO, 2);

        ranges.read(new OffsetRange(1, 0L, 2L), this::take);
        ranges.read(new OffsetRange(0, 2L, 3L), this::take);

        assertThat(read).containsExactly("1:0", "1:1", "0:2");
    }

    @Test
    void endsWhereTheRangeEndsInMarkersThatHoldNoRecord() throws Exception {
        appendWhenAssigned(ZERO, 4, 5);
        consumer.schedulePollTask(() -> consumer.seek(ZERO, 8L)); // what passing transaction markers looks like

        ranges.read(new OffsetRange(0, 4L, 8L), this::take);

        assertThat(read).containsExactly("0:4", "0:5");
    }

    @Test
    void emptyRangesAreSkipped() throws Exception {
        ranges.read(new OffsetRange(0, 4L, 4L), this::take);

        assertThat(read).isEmpty();
    }

    @Test
    void rangesThatAreNotInTheTopicAreRefused() {
        assertRefused(new OffsetRange(0, 1L, 5L), "deleted");
        assertRefused(new OffsetRange(0, 4L, 21L), "ends at 20");
        assertRefused(new OffsetRange(2, 0L, 1L), "no partition 2");
        assertRefused(new OffsetRange(0, 5L, 4L), "no range");
        assertRefused(new OffsetRange(0, -1L, 4L), "no range");
    }

    @Test
    void whatIsDeletedWhileItIsReadIsRefused() {
        appendWhenAssigned(ZERO, 4, 5);
        consumer.schedulePollTask(() -> consumer.updateBeginningOffsets(Map.of(ZERO, 10L)));
        appendWhenAssigned(ZERO, 10);

        assertThatThrownBy(() -> ranges.read(new OffsetRange(0, 4L, 12L), this::take))
                .isInstanceOf(RefusedTrainingException.class)
                .hasMessageContaining("deleted before all of them were read");
        assertThat(read).containsExactly("0:4", "0:5");
    }

    private void assertRefused(OffsetRange range, String message) {
        assertThatThrownBy(() -> ranges.require(List.of(range)))
                .isInstanceOf(RefusedTrainingException.class)
                .hasMessageContaining(message);
    }

    private void appendWhenAssigned(TopicPartition partition, long... offsets) {
        consumer.schedulePollTask(() -> {
            for (long offset : offsets) {
                consumer.addRecord(new ConsumerRecord<>(TOPIC, partition.partition(), offset, null, new byte[0]));
            }
        });
    }

    private void take(ConsumerRecord<byte[], byte[]> row) {
        read.add(row.partition() + ":" + row.offset());
    }
}
