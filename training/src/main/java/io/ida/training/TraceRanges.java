package io.ida.training;

import io.ida.events.OffsetRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
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
     * Reads all committed records of a range that is in the topic.
     *
     * @throws RefusedTrainingException if records are deleted meanwhile
     */
    void read(OffsetRange range, Rows rows) throws InterruptedException, RefusedTrainingException {
        if (range.getFrom() >= range.getTo()) {
            return;
        }
        TopicPartition partition = partition(range);
        consumer.assign(List.of(partition));
        consumer.seek(partition, range.getFrom());
        // The position, unlike the last record, passes transaction markers and what was aborted.
        while (consumer.position(partition) < range.getTo()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while reading " + partition);
            }
            for (ConsumerRecord<byte[], byte[]> row : poll(range)) {
                if (row.offset() < range.getTo()) {
                    rows.take(row);
                }
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(OffsetRange range) throws RefusedTrainingException {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            throw new RefusedTrainingException(
                    "Offsets " + describe(range)
                            + " were deleted before all of them were read. Request a training on what is left.",
                    e);
        }
    }

    /**
     * Checks that ranges are in the topic, and waits a while for those that end behind the end of their partition.
     *
     * @throws RefusedTrainingException if a range is not (or no longer) in the topic
     */
    void require(List<OffsetRange> ranges) throws InterruptedException, RefusedTrainingException {
        Set<TopicPartition> partitions = Set.copyOf(Cluster.partitions(consumer, topic));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        for (OffsetRange range : ranges) {
            if (!partitions.contains(partition(range))) {
                throw new RefusedTrainingException("The topic " + topic + " has no partition " + range.getPartition()
                        + ", only " + partitions.size() + " partitions.");
            }
            if (range.getFrom() < 0 || range.getFrom() > range.getTo()) {
                throw new RefusedTrainingException("Offsets " + describe(range) + " are no range.");
            }
            long beginning = beginnings.get(partition(range));
            if (range.getFrom() < range.getTo() && range.getFrom() < beginning) {
                throw new RefusedTrainingException("Offsets " + describe(range)
                        + " are partly deleted: the partition begins at " + beginning + ".");
            }
        }
        awaitEnds(ranges, partitions);
    }

    private void awaitEnds(List<OffsetRange> ranges, Set<TopicPartition> partitions)
            throws InterruptedException, RefusedTrainingException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Optional<OffsetRange> beyond = ranges.stream()
                    .filter(range -> range.getFrom() < range.getTo())
                    .filter(range -> ends.get(partition(range)) < range.getTo())
                    .findFirst();
            if (beyond.isEmpty()) {
                return;
            }
            if (System.nanoTime() > giveUp) {
                throw new RefusedTrainingException("Offsets " + describe(beyond.get())
                        + " do not exist: the partition ends at " + ends.get(partition(beyond.get())) + ".");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private TopicPartition partition(OffsetRange range) {
        return new TopicPartition(topic, range.getPartition());
    }

    private static String describe(OffsetRange range) {
        return "[" + range.getFrom() + ", " + range.getTo() + ") of partition " + range.getPartition();
    }
}
