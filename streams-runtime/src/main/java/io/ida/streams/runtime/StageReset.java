package io.ida.streams.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Makes a stage forget what it has read, its internal topics, and its state on this machine, as Kafka's application reset
 * tool and {@link KafkaStreams#cleanUp} do. What the stage has written stays. Nothing happens before {@link #apply}.
 */
public final class StageReset {
    private final Stage stage;
    private final StageConfig config;
    private final Admin admin;
    private final String group;
    private final Map<TopicPartition, Long> read;
    private final Map<TopicPartition, Long> target;
    private final Set<String> internalTopics;

    /** Where the stage reads on afterwards. */
    public enum Position {
        /** At the oldest records of its topics: what is still there is processed again. */
        EARLIEST,
        /** At the ends of its topics: what is there now is not processed any more. */
        LATEST
    }

    /** One thing that a reset does. */
    public record Change(String subject, String description) {}

    /**
     * Finds out what is to be done.
     *
     * @throws IllegalStateException if an instance of the stage runs, or one with a {@code group.instance.id} has stopped
     *     so recently that the group expects it back
     * @throws KafkaException if the cluster does not answer
     */
    public StageReset(Stage stage, StageConfig config, Admin admin, Position to) {
        this.stage = stage;
        this.config = config;
        this.admin = admin;
        group = config.values().getString(StreamsConfig.APPLICATION_ID_CONFIG);
        requireStopped();
        StageTopics topics = StageTopics.of(stage.topology().apply(config), config.topics());
        internalTopics = topics.internal(group);
        internalTopics.retainAll(get(admin.listTopics().names()));
        Set<TopicPartition> inputs = inputs(topics.shared());
        target = offsets(inputs, to == Position.LATEST ? OffsetSpec.latest() : OffsetSpec.earliest());
        read = new HashMap<>(offsets(inputs, OffsetSpec.earliest()));
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        read.put(partition, offset.offset());
                    }
                });
    }

    /** What {@link #apply} does, in words. Offsets count the markers of transactions, too. */
    public List<Change> changes() {
        Map<String, Long> moves = new TreeMap<>();
        target.forEach((partition, offset) -> moves.merge(partition.topic(), offset - read.get(partition), Long::sum));
        List<Change> changes = new ArrayList<>();
        moves.forEach((topic, move) -> changes.add(
                new Change(topic, move > 0 ? move + " offsets are skipped" : -move + " offsets are read again")));
        internalTopics.forEach(topic -> changes.add(new Change(topic, "deleted")));
        changes.add(new Change("state of " + group, "deleted on this machine; delete it on the others, too"));
        return changes;
    }

    /**
     * Does it. If it fails it may be done again.
     *
     * @throws KafkaException if the cluster does not answer, or an instance has been started meanwhile
     */
    public void apply() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        target.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        get(admin.alterConsumerGroupOffsets(group, offsets).all());
        get(admin.deleteTopics(internalTopics).all());
        try (KafkaStreams streams = new KafkaStreams(stage.topology().apply(config), config.streams())) {
            streams.cleanUp();
        }
    }

    private void requireStopped() {
        int members;
        try {
            ConsumerGroupDescription found = get(admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group));
            members = found.members().size();
        } catch (GroupIdNotFoundException neverRan) {
            members = 0;
        }
        if (members > 0) {
            throw new IllegalStateException("Stage " + stage.name() + " runs: its group " + group + " has " + members
                    + (members == 1 ? " member." : " members.") + " Stop all instances first; one that has a"
                    + " group.instance.id stays a member until its session has timed out.");
        }
    }

    /** The partitions that the group reads. The topics of global stores are read by each instance on its own. */
    private Set<TopicPartition> inputs(Set<String> topics) {
        return get(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(wanted).all()).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException known ? known : new KafkaException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted.", stopping);
        }
    }
}
