package io.ida.training;

import io.ida.events.OffsetRange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads exactly the given stretches of a topic, partition by partition. */
final class TraceRanges {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Duration patience;

    /**
     * @param consumer of committed records, without a group
     * @param patience how long a range may end behind the end of its partition
     */
    TraceRanges(Consumer<byte[], byte[]> consumer, String topic, Duration patience) {
        this.consumer = consumer;
        this.topic = topic;
        this.patience = patience;
    }

    /** Takes one record. */
    @FunctionalInterface
    interface Rows {
        void take(ConsumerRecord<byte[], byte[]> row) throws InterruptedException, RefusedTrainingException;
    }

    /**
     * Reads all committed records of the ranges.
     *
     * @throws RefusedTrainingException if a range is not (or no longer) in the topic
     */
    void read(List<OffsetRange> ranges, Rows rows) throws InterruptedException, RefusedTrainingException {
        Set<TopicPartition> partitions = Set.copyOf(Cluster.partitions(consumer, topic));
        for (OffsetRange range : ranges) {
            TopicPartition partition = new TopicPartition(topic, range.getPartition());
            if (!partitions.contains(partition)) {
                throw new RefusedTrainingException("The topic " + topic + " has no partition " + range.getPartition()
                        + ", only " + partitions.size() + " partitions.");
            }
            if (range.getFrom() < 0 || range.getFrom() > range.getTo()) {
                throw new RefusedTrainingException("Offsets " + describe(range) + " are no range.");
            }
            if (range.getFrom() < range.getTo()) {
                read(partition, range, rows);
            }
        }
    }

    private void read(TopicPartition partition, OffsetRange range, Rows rows)
            throws InterruptedException, RefusedTrainingException {
        consumer.assign(List.of(partition));
        long beginning = consumer.beginningOffsets(List.of(partition)).get(partition);
        if (range.getFrom() < beginning) {
            throw new RefusedTrainingException(
                    "Offsets " + describe(range) + " are partly deleted: the partition begins at " + beginning + ".");
        }
        awaitEnd(partition, range);
        consumer.seek(partition, range.getFrom());
        // The position, unlike the last record, passes transaction markers and what was aborted.
        while (consumer.position(partition) < range.getTo()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while reading " + partition);
            }
            for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
                if (row.offset() < range.getTo()) {
                    rows.take(row);
                }
            }
        }
    }

    private void awaitEnd(TopicPartition partition, OffsetRange range)
            throws InterruptedException, RefusedTrainingException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            if (end >= range.getTo()) {
                return;
            }
            if (System.nanoTime() > giveUp) {
                throw new RefusedTrainingException(
                        "Offsets " + describe(range) + " do not exist: the partition ends at " + end + ".");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private static String describe(OffsetRange range) {
        return "[" + range.getFrom() + ", " + range.getTo() + ") of partition " + range.getPartition();
    }
}
