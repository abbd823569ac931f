package io.ida.dataset;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the partitions of an export, as many at a time as there are writers, and gives the records of each to one writer.
 * An export that follows its topic reads all at once. For one thread.
 */
final class PartitionReader {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Bounds what waits to be written: a batch of records has so many bytes, or its last one goes beyond. */
    private static final int BATCH_BYTES = 1 << 16;

    private final ExportPlan plan;
    private final Map<Integer, Long> next;
    private final Consumer<byte[], byte[]> consumer;
    private final Deque<TopicPartition> waiting;
    private final Set<TopicPartition> begun = new HashSet<>();
    private final Map<TopicPartition, RowWriter> reading = new HashMap<>();

    /** @param next where to begin in each partition */
    PartitionReader(ExportPlan plan, Map<Integer, Long> next, Consumer<byte[], byte[]> consumer) {
        this.plan = plan;
        this.next = next;
        this.consumer = consumer;
        waiting = new ArrayDeque<>(plan.partitions());
    }

    /**
     * Reads to the end of the plan, or until told to stop.
     *
     * @param stopped asked between records
     * @throws ExportException if records are deleted meanwhile
     */
    void read(List<RowWriter> writers, BooleanSupplier stopped) throws IOException {
        int atOnce = plan.follows() ? waiting.size() : Math.min(waiting.size(), writers.size());
        for (int i = 0; i < atOnce; i++) {
            begin(writers.get(i % writers.size()));
        }
        endWhatIsRead();
        while (!reading.isEmpty() && !stopped.getAsBoolean()) {
            ConsumerRecords<byte[], byte[]> records = poll();
            for (TopicPartition partition : records.partitions()) {
                write(records.records(partition), reading.get(partition), stopped);
            }
            if (!stopped.getAsBoolean()) {
                endWhatIsRead();
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            throw new ExportException(
                    "Records of " + plan.topic() + " were deleted before they were read: the next ones were to be "
                            + e.offsetOutOfRangePartitions() + ". Export what is left to another directory.",
                    e);
        }
    }

    private void begin(RowWriter writer) {
        TopicPartition partition = waiting.remove();
        reading.put(partition, writer);
        begun.add(partition);
        consumer.assign(begun);
        consumer.seek(partition, next.get(partition.partition()));
    }

    private void endWhatIsRead() throws IOException {
        Deque<TopicPartition> candidates = new ArrayDeque<>(reading.keySet());
        while (!candidates.isEmpty()) {
            TopicPartition partition = candidates.remove();
            // The position, unlike the last record, passes transaction markers and what was aborted.
            if (consumer.position(partition) >= plan.end(partition.partition())) {
                RowWriter writer = reading.remove(partition);
                writer.complete(partition.partition());
                consumer.pause(List.of(partition));
                if (!waiting.isEmpty()) {
                    candidates.add(waiting.element());
                    begin(writer);
                }
            }
        }
    }

    /** Gives records to the writer in batches, as handing over each of them costs more than writing it. */
    private void write(List<ConsumerRecord<byte[], byte[]>> records, RowWriter writer, BooleanSupplier stopped)
            throws IOException {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        int bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (stopped.getAsBoolean()) {
                break;
            }
            if (record.offset() < plan.end(record.partition())) {
                batch.add(record);
                bytes += record.serializedValueSize();
            }
            if (bytes >= BATCH_BYTES) {
                writer.write(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
        }
        writer.write(batch);
    }
}
