package io.ida.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Counts by reading them the committed records of topics, as offsets also number the markers of transactions. */
final class TopicTallies {
    private static final Duration POLL = Duration.ofMillis(100);

    private final BenchClients clients;
    private final Collection<String> topics;

    TopicTallies(BenchClients clients, Collection<String> topics) {
        this.clients = clients;
        this.topics = List.copyOf(topics);
    }

    /** Where the topics end now. */
    Map<TopicPartition, Long> ends() {
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            return ends(consumer);
        }
    }

    /** The records from given positions on to where the topics end now, by topic. */
    Map<String, Tally> since(Map<TopicPartition, Long> starts) {
        Map<String, Tally> tallies = new TreeMap<>();
        topics.forEach(topic -> tallies.put(topic, Tally.NONE));
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            Map<TopicPartition, Long> ends = ends(consumer);
            starts.forEach(consumer::seek);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                    tallies.merge(read.topic(), tally(read), Tally::plus);
                }
            }
        }
        return tallies;
    }

    /** All topics together. */
    static Tally total(Map<String, Tally> tallies) {
        return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }

    private static Tally tally(ConsumerRecord<byte[], byte[]> read) {
        return new Tally(1, Math.max(0, read.serializedKeySize()), Math.max(0, read.serializedValueSize()));
    }

    private Map<TopicPartition, Long> ends(Consumer<?, ?> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        topics.forEach(topic -> partitions.addAll(BenchClients.partitions(consumer, topic)));
        consumer.assign(partitions);
        return consumer.endOffsets(partitions);
    }
}
