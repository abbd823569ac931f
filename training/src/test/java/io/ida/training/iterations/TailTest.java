package io.ida.training.iterations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.events.OffsetRange;
import io.ida.training.RunException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TailTest {
    private static final String TOPIC = "ida.traces";

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

    @BeforeEach
    void makeTopic() {
        Node[] none = {};
        consumer.updatePartitions(
                TOPIC,
                List.of(
                        new PartitionInfo(TOPIC, 1, Node.noNode(), none, none),
                        new PartitionInfo(TOPIC, 0, Node.noNode(), none, none),
                        new PartitionInfo(TOPIC, 2, Node.noNode(), none, none)));
        consumer.updateBeginningOffsets(Map.of(
                new TopicPartition(TOPIC, 0), 0L, new TopicPartition(TOPIC, 1), 0L, new TopicPartition(TOPIC, 2), 3L));
    }

    @Test
    void whatIsReadIsARangeFromTheBeginningOfTheTailInEveryPartitionThatMoved() {
        try (Tail tail = new Tail(consumer, TOPIC, List.of(new OffsetRange(0, 5L, 5L), new OffsetRange(1, 6L, 6L)))) {
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 5L, null, new byte[0]));
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 7L, null, new byte[0]));
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 2, 3L, null, new byte[0]));

            assertThat(tail.poll(Duration.ZERO).count()).isEqualTo(3);
            assertThat(tail.read()).containsExactly(new OffsetRange(0, 5L, 8L), new OffsetRange(2, 3L, 4L));
        }
    }

    @Test
    void whatIsDeletedBeforeItIsReadEndsTheRun() {
        try (Tail tail = new Tail(consumer, TOPIC, List.of(new OffsetRange(0, 5L, 5L)))) {
            consumer.updateBeginningOffsets(Map.of(new TopicPartition(TOPIC, 0), 9L));
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 9L, null, new byte[0]));

            assertThatThrownBy(() -> tail.poll(Duration.ZERO))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("ida.traces-0=5")
                    .hasMessageContaining("Start another run");
        }
    }
}
