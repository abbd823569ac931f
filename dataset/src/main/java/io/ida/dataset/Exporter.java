package io.ida.dataset;

import io.ida.events.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Writes a stretch of the trace topic to a directory, as an {@link ExportPlan} says. A shard has rows of one partition, in
 * the order of their offsets, and ends where the plan's limits say, so that the files depend on the topic and the plan
 * alone: not on how fast records come, nor on how often the export was stopped. Memory does not grow with the number of
 * rows. For one thread.
 */
public final class Exporter {
    private static final Duration POLL = Duration.ofMillis(200);

    private final ExportPlan plan;
    private final ExportFormat format;
    private final Predicate<Trace> wanted;
    private final Deserializer<Trace> decoder;
    private final Progress progress;
    private final Map<Integer, OpenShard> open = new HashMap<>();
    private final Map<Integer, Long> next = new HashMap<>();
    private ExportSummary summary = ExportSummary.NOTHING;

    /**
     * @param plan what to export
     * @param withdrawn tells the traces that are to be left out
     * @param decoder of the topic's values
     * @param progress hears what is done
     */
    public Exporter(ExportPlan plan, Predicate<Trace> withdrawn, Deserializer<Trace> decoder, Progress progress) {
        this.plan = plan;
        this.decoder = decoder;
        this.progress = progress;
        format = plan.exportFormat();
        Predicate<Trace> left = withdrawn.negate();
        wanted = plan.split() == null
                ? left
                : left.and(trace -> trace.getSplit().name().equals(plan.split()));
    }

    /** Hears what an export does, on the thread that runs it. */
    public interface Progress {
        /** A shard is complete. */
        void shardCompleted(String file, long samples, long bytes);

        /** A record is no trace; it is left out. */
        void unreadable(int partition, long offset, String reason);
    }

    /**
     * The plan of the export that was begun in a directory.
     *
     * @throws ExportException if the directory holds something else
     * @throws IOException if it cannot be read
     */
    public static Optional<ExportPlan> begun(Path directory) throws IOException {
        try (ExportDirectory files = ExportDirectory.open(directory)) {
            return files.plan();
        }
    }

    /**
     * Exports until the end of the plan, or until told to stop. What is complete then stays, and the same call goes on
     * with it later.
     *
     * @param consumer of committed records, without a group
     * @param stopped asked between records
     * @return what the directory holds now
     * @throws ExportException if the directory holds another export, or the topic does not have the offsets
     * @throws IOException if files cannot be written
     */
    public ExportSummary run(Path directory, Consumer<byte[], byte[]> consumer, BooleanSupplier stopped)
            throws IOException {
        try (ExportDirectory files = ExportDirectory.open(directory)) {
            begin(files);
            files.recover(this::recover);
            try {
                export(files, consumer, stopped);
            } finally {
                for (OpenShard shard : open.values()) {
                    shard.close();
                }
            }
            new DataCard(plan, files).write();
        }
        return summary;
    }

    private void begin(ExportDirectory files) throws IOException {
        Optional<ExportPlan> begun = files.plan();
        if (begun.isEmpty()) {
            files.write(plan);
        } else if (!begun.get().equals(plan)) {
            throw new ExportException("The directory holds another export, by the plan " + begun.get() + ", not " + plan
                    + ". Choose another directory.");
        }
    }

    private void recover(ShardEntry entry) {
        next.put(entry.partition(), entry.lastOffset() + 1);
        summary = summary.plus(entry);
    }

    private void export(ExportDirectory files, Consumer<byte[], byte[]> consumer, BooleanSupplier stopped)
            throws IOException {
        List<TopicPartition> partitions = plan.from().keySet().stream()
                .map(partition -> new TopicPartition(plan.topic(), partition))
                .toList();
        requireOffsets(consumer, partitions);
        partitions.forEach(
                partition -> next.putIfAbsent(partition.partition(), plan.from().get(partition.partition())));
        if (plan.follows()) {
            export(files, consumer, partitions, stopped);
            return;
        }
        // One after another, so that the index has one order.
        for (TopicPartition partition : partitions) {
            export(files, consumer, List.of(partition), stopped);
        }
    }

    private void export(
            ExportDirectory files,
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            BooleanSupplier stopped)
            throws IOException {
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, next.get(partition.partition())));
        // The position, unlike the last record, passes transaction markers and what was aborted.
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < plan.end(partition.partition()))) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (stopped.getAsBoolean()) {
                    return;
                }
                if (record.offset() < plan.end(record.partition())) {
                    take(files, record);
                }
            }
            if (stopped.getAsBoolean()) {
                return;
            }
        }
        for (TopicPartition partition : partitions) {
            complete(partition.partition());
        }
    }

    private void requireOffsets(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            int number = partition.partition();
            long from = next.getOrDefault(number, plan.from().get(number));
            if (from < beginnings.get(partition) && from < plan.end(number)) {
                throw new ExportException(
                        "Partition " + number + " of " + plan.topic() + " begins at offset " + beginnings.get(partition)
                                + ", " + from + " is deleted. Begin later, or with all that is left.");
            }
            if (!plan.follows() && plan.end(number) > ends.get(partition)) {
                throw new ExportException("Partition " + number + " of " + plan.topic() + " ends at offset "
                        + ends.get(partition) + ", before " + plan.end(number) + ". End earlier, or follow the topic.");
            }
        }
    }

    private void take(ExportDirectory files, ConsumerRecord<byte[], byte[]> record) throws IOException {
        Trace trace = decode(record);
        if (trace == null || !wanted.test(trace)) {
            return;
        }
        int partition = record.partition();
        OpenShard shard = open.get(partition);
        if (shard == null) {
            shard = new OpenShard(files, format, partition, next.get(partition));
            open.put(partition, shard);
        }
        shard.add(new Row(partition, record.offset(), trace), record.serializedValueSize());
        if (shard.isFull(plan)) {
            complete(partition);
        }
    }

    private Trace decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return decoder.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            progress.unreadable(record.partition(), record.offset(), e.getMessage());
            return null;
        }
    }

    private void complete(int partition) throws IOException {
        try (OpenShard shard = open.remove(partition)) {
            if (shard != null && !shard.isEmpty()) {
                ShardEntry entry = shard.complete();
                next.put(partition, entry.lastOffset() + 1);
                summary = summary.plus(entry);
                progress.shardCompleted(entry.file(), entry.samples(), entry.bytes());
            }
        }
    }
}
