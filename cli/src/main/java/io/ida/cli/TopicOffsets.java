package io.ida.cli;

import io.ida.training.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What a topic has, by partition.
 *
 * @param beginnings the oldest offsets
 * @param ends the offsets after the newest
 */
record TopicOffsets(SortedMap<Integer, Long> beginnings, SortedMap<Integer, Long> ends) {
    /**
     * What a topic has now.
     *
     * @throws io.ida.training.MissingTopicException if the cluster does not have the topic
     */
    static TopicOffsets now(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = Cluster.partitions(consumer, topic);
        return new TopicOffsets(
                byPartition(consumer.beginningOffsets(partitions)), byPartition(consumer.endOffsets(partitions)));
    }

    private static SortedMap<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        SortedMap<Integer, Long> byPartition = new TreeMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        return byPartition;
    }

    /** Where to begin: as is asked for, else as it was begun, else at the oldest offset. */
    SortedMap<Integer, Long> from(Map<Integer, Long> asked, Optional<SortedMap<Integer, Long>> begun) {
        return first(asked, begun, beginnings);
    }

    /** Where to end: as is asked for, else as it was begun, else after the newest offset. */
    SortedMap<Integer, Long> to(Map<Integer, Long> asked, Optional<SortedMap<Integer, Long>> begun) {
        return first(asked, begun, ends);
    }

    private static SortedMap<Integer, Long> first(
            Map<Integer, Long> asked, Optional<SortedMap<Integer, Long>> begun, SortedMap<Integer, Long> now) {
        SortedMap<Integer, Long> offsets = new TreeMap<>(now);
        begun.ifPresent(offsets::putAll);
        offsets.putAll(asked);
        return offsets;
    }

    /** What some partitions of the topic have. */
    TopicOffsets of(Set<Integer> partitions) {
        TopicOffsets some = new TopicOffsets(new TreeMap<>(beginnings), new TreeMap<>(ends));
        some.beginnings.keySet().retainAll(partitions);
        some.ends.keySet().retainAll(partitions);
        return some;
    }

    /** How many offsets come after those of partitions; all of a partition that is not named. */
    long after(SortedMap<Integer, Long> to) {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - to.getOrDefault(end.getKey(), beginnings.get(end.getKey())))
                .sum();
    }
}
