package io.ida.training.iterations;

import io.ida.events.OffsetRange;
import io.ida.training.Cluster;
import io.ida.training.RunException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** What is appended to a topic after given offsets, committed records only. For one thread. */
public final class Tail implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> from = new HashMap<>();

    /**
     * @param consumer of committed records, without a group; closed with the tail
     * @param from where to begin, by partition; a partition that is not mentioned is new and read from its beginning
     */
    public Tail(Consumer<byte[], byte[]> consumer, String topic, List<OffsetRange> from) {
        this.consumer = consumer;
        List<TopicPartition> partitions = Cluster.partitions(consumer, topic);
        this.from.putAll(consumer.beginningOffsets(partitions));
        from.forEach(range -> this.from.put(new TopicPartition(topic, range.getPartition()), range.getFrom()));
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, this.from.get(partition)));
    }

    /**
     * The next records, if any come in time.
     *
     * @throws RunException if records that were not read yet are deleted
     */
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        try {
            return consumer.poll(timeout);
        } catch (OffsetOutOfRangeException e) {
            throw new RunException(
                    "Records were deleted that the run had not read yet: the next ones were to be "
                            + e.offsetOutOfRangePartitions() + ". Start another run, or keep records for longer.",
                    e);
        }
    }

    /** What has been read so far; partitions in which nothing has come are left out. */
    public List<OffsetRange> read() {
        List<OffsetRange> ranges = new ArrayList<>();
        for (TopicPartition partition : sorted(from)) {
            long position = consumer.position(partition);
            if (position > from.get(partition)) {
                ranges.add(new OffsetRange(partition.partition(), from.get(partition), position));
            }
        }
        return ranges;
    }

    /** The end of a topic now, as empty ranges: a place to begin a tail. */
    public static List<OffsetRange> end(Cluster cluster, String topic) {
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(Cluster.partitions(consumer, topic));
            return sorted(ends).stream()
                    .map(partition -> new OffsetRange(partition.partition(), ends.get(partition), ends.get(partition)))
                    .toList();
        }
    }

    private static List<TopicPartition> sorted(Map<TopicPartition, Long> offsets) {
        return offsets.keySet().stream()
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
