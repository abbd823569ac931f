package io.ida.dataset;

import io.ida.events.Trace;
import io.ida.schemas.RegistryUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Writes a stretch of the trace topic to a directory, as an {@link ExportPlan} says. A shard has rows of one partition, in
 * the order of their offsets, and ends where the plan's limits say, so that the files depend on the topic and the plan
 * alone: not on how fast records come, nor on how often the export was stopped. Memory does not grow with the number of
 * rows. Several partitions are written at once, on threads of the export. For one thread.
 */
public final class Exporter {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** Partitions that are written at the same time: more than processors are no faster, and open shards take memory. */
    private static final int WRITERS = Math.min(4, PROCESSORS);

    /** To encode a row takes about twice as long as to hash and write it, so more than these would wait. */
    private static final int AHEAD_OF_WRITER = 3;

    private final ExportPlan plan;
    private final Predicate<Trace> wanted;
    private final Deserializer<Trace> decoder;
    private final Progress progress;
    private final Map<Integer, Long> next = new HashMap<>();
    private volatile boolean cutShort;

    /**
     * @param plan what to export
     * @param withdrawn tells the traces that are to be left out; asked by several threads
     * @param decoder of the topic's values, safe for use by several threads
     * @param progress hears what is done
     */
    public Exporter(ExportPlan plan, Predicate<Trace> withdrawn, Deserializer<Trace> decoder, Progress progress) {
        this.plan = plan;
        this.decoder = decoder;
        this.progress = progress;
        Predicate<Trace> left = withdrawn.negate();
        wanted = plan.split() == null
                ? left
                : left.and(trace -> trace.getSplit().name().equals(plan.split()));
    }

    /** Hears what an export does. */
    public interface Progress {
        /** A shard is complete. Told by threads of the export, maybe several at once. */
        void shardCompleted(String file, long samples, long bytes);

        /** A record is no trace; it is left out. Told by threads of the export, maybe several at once. */
        void unreadable(int partition, long offset, String reason);

        /**
         * A shard that was complete is not there in full, so it is written again, and those after it in its partition.
         *
         * @param reason which shard, and what is wrong with it
         */
        default void shardLost(String reason) {
            // whoever does not mind gets the same files
        }
    }

    /**
     * The plan of the export that was begun in a directory, which need not exist. Changes nothing.
     *
     * @throws ExportException if the directory holds something else, or an export that another version of this software
     *     began
     * @throws IOException if it cannot be read
     */
    public static Optional<ExportPlan> begun(Path directory) throws IOException {
        return ExportDirectory.plan(directory);
    }

    /**
     * Exports until the end of the plan, or until told to stop. What is complete then stays, and the same call goes on
     * with it later. Until a bounded export is complete, its data card says that it is not, and readers that go by it find
     * nothing.
     *
     * @param consumer of committed records, without a group
     * @param stopped asked between records; once is enough
     * @return what the directory holds now
     * @throws ExportException if the directory holds another export, or the topic does not have the offsets
     * @throws IOException if files cannot be written
     */
    public ExportSummary run(Path directory, Consumer<byte[], byte[]> consumer, BooleanSupplier stopped)
            throws IOException {
        cutShort = false;
        next.putAll(plan.from());
        if (begun(directory).isEmpty()) {
            // before anything is there that another try would take for an export
            requireOffsets(consumer, "Begin later, or with all that is left.");
        }
        try (ExportDirectory files = ExportDirectory.open(directory)) {
            begin(files, begun(directory));
            Recovery found = files.look(plan);
            found.lost().values().forEach(progress::shardLost);
            next.putAll(found.next(plan));
            requireOffsets(consumer, "Export what is left to another directory.");
            files.recover(found);
            Set<Integer> all = plan.from().keySet();
            DataCard card = new DataCard(plan, files);
            if (!found.complete().containsAll(all)) {
                card.write(false); // for readers of what is there if the process dies
            }
            export(files, consumer, () -> cutShort = cutShort || stopped.getAsBoolean());
            files.sortIndex();
            boolean complete = !plan.follows() && !cutShort;
            if (complete) {
                files.writeComplete(files.look(plan), all);
            }
            return card.write(complete);
        }
    }

    private void begin(ExportDirectory files, Optional<ExportPlan> begun) throws IOException {
        if (begun.isEmpty()) {
            files.write(plan);
        } else if (!begun.get().topicId().equals(plan.topicId())) {
            throw new ExportException("The export in the directory was begun from another "
                    + begun.get().topic()
                    + ", of another cluster or before the topic was made anew. Choose another directory.");
        } else if (!begun.get().equals(plan)) {
            throw new ExportException("The directory holds another export, with "
                    + String.join("; ", begun.get().differences(plan))
                    + ". Give the same options, or choose another directory.");
        }
    }

    private void export(ExportDirectory files, Consumer<byte[], byte[]> consumer, BooleanSupplier stopped)
            throws IOException {
        int atOnce = Math.min(WRITERS, plan.from().size());
        // Processors for which there is no partition to write encode rows ahead.
        int ahead = Math.min(AHEAD_OF_WRITER * atOnce, PROCESSORS - atOnce);
        List<RowWriter> writers = new ArrayList<>();
        try (RowEncoding encoding = new RowEncoding(plan.exportFormat().encoders(), this::row, ahead)) {
            while (writers.size() < atOnce) {
                writers.add(new RowWriter(files, plan, progress, encoding, next));
            }
            new PartitionReader(plan, next, consumer).read(writers, stopped);
            for (RowWriter writer : writers) {
                writer.finish();
            }
        } finally {
            for (RowWriter writer : writers) {
                writer.close();
            }
        }
    }

    /** @param remedy what to do where rows are deleted */
    private void requireOffsets(Consumer<byte[], byte[]> consumer, String remedy) {
        List<TopicPartition> partitions = plan.partitions();
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            int number = partition.partition();
            long from = next.get(number);
            if (from < beginnings.get(partition) && from < plan.end(number)) {
                throw new ExportException("Partition " + number + " of " + plan.topic() + " begins at offset "
                        + beginnings.get(partition) + ", " + from + " is deleted. " + remedy);
            }
            long needed = plan.follows() ? from : plan.end(number);
            if (needed > ends.get(partition)) {
                throw new ExportException("Partition " + number + " of " + plan.topic() + " ends at offset "
                        + ends.get(partition) + ", before " + needed + ". "
                        + (plan.follows() ? "Begin earlier." : "End earlier, or follow the topic."));
            }
        }
    }

    /** The row of a record, if it is a trace that is wanted. For any thread. */
    private Optional<Row> row(ConsumerRecord<byte[], byte[]> record) {
        Trace trace;
        try {
            trace = decoder.deserialize(record.topic(), record.value());
        } catch (RegistryUnavailableException notNow) {
            throw notNow; // nothing is wrong with the record
        } catch (SerializationException e) {
            progress.unreadable(record.partition(), record.offset(), e.getMessage());
            return Optional.empty();
        }
        return trace == null || !wanted.test(trace)
                ? Optional.empty()
                : Optional.of(new Row(record.partition(), record.offset(), record.serializedValueSize(), trace));
    }
}
