package io.ida.dataset;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/** A trace topic, with gaps where a log has transaction markers. */
final class TraceTopic {
    static final String NAME = "ida.traces";
    private static final int PARTITIONS = 2;

    private final int partitions;
    private final Serde<Trace> serde =
            new EventSerdes(new MockSchemaRegistryClient()).of(new Topics("ida.", 2).traces());
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    /** A topic of two partitions. */
    TraceTopic(List<Trace> traces) {
        this(traces, PARTITIONS);
    }

    TraceTopic(List<Trace> traces, int partitions) {
        this.partitions = partitions;
        for (int i = 0; i < traces.size(); i++) {
            add(serde.serializer().serialize(NAME, traces.get(i)));
        }
    }

    /** Appends a record to the partition whose turn it is. */
    void add(byte[] value) {
        int number = records.size();
        // Every tenth offset is a marker.
        long offset = number / partitions * 10L / 9;
        records.add(new ConsumerRecord<>(
                NAME,
                number % partitions,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                0,
                value == null ? -1 : value.length,
                null,
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    Deserializer<Trace> decoder() {
        return serde.deserializer();
    }

    /** The rows in the order of an export. */
    List<Row> rows() {
        return IntStream.range(0, partitions)
                .boxed()
                .flatMap(partition -> recordsOf(partition).stream())
                .map(record -> new Row(
                        record.partition(),
                        record.offset(),
                        record.serializedValueSize(),
                        decoder().deserialize(NAME, record.value())))
                .toList();
    }

    Map<Integer, Long> ends() {
        return records.stream()
                .collect(Collectors.toMap(
                        ConsumerRecord::partition, record -> record.offset() + 1, Math::max, TreeMap::new));
    }

    /** The plan of an export of all. */
    ExportPlan plan(ExportFormat format, int shardRows) {
        return plan(format, shardRows, null);
    }

    /** The plan of an export of one split; of all where it is null. */
    ExportPlan plan(ExportFormat format, int shardRows, Split split) {
        return new ExportPlan(
                NAME,
                "wLoW2mSZTQ6tWxLrNEdp3A",
                format.toString(),
                split == null ? null : split.name(),
                shardRows,
                Long.MAX_VALUE,
                0,
                new TreeMap<>(ends().keySet().stream().collect(Collectors.toMap(partition -> partition, any -> 0L))),
                new TreeMap<>(ends()));
    }

    /** A consumer that gets so many records of each partition with each poll. */
    MockConsumer<byte[], byte[]> consumer(int perPoll) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none") {
            private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> left = new HashMap<>();

            @Override
            public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                for (TopicPartition partition : assignment()) {
                    Deque<ConsumerRecord<byte[], byte[]>> own =
                            left.computeIfAbsent(partition, any -> new ArrayDeque<>(recordsOf(partition.partition())));
                    for (int i = 0; i < perPoll && !own.isEmpty(); i++) {
                        addRecord(own.remove());
                    }
                }
                return super.poll(timeout);
            }
        };
        consumer.updateBeginningOffsets(byPartition(partition -> 0L));
        consumer.updateEndOffsets(byPartition(ends()::get));
        return consumer;
    }

    private List<ConsumerRecord<byte[], byte[]>> recordsOf(int partition) {
        return records.stream()
                .filter(record -> record.partition() == partition)
                .toList();
    }

    Map<TopicPartition, Long> byPartition(Function<Integer, Long> offset) {
        return IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(partition -> new TopicPartition(NAME, partition), offset));
    }
}
