package io.ida.training;

import io.ida.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows a compacted topic and keeps the latest record of the keys that matter, undecoded. For one thread.
 *
 * @param <V> the event
 */
public final class CompactedTopic<V extends SpecificRecord> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Cluster cluster;
    private final Topic<V> topic;
    private final Predicate<String> matters;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, byte[]> latest = new HashMap<>();
    private long changes;

    /**
     * Begins at the beginning of the topic; nothing is read yet.
     *
     * @param matters the keys to keep
     */
    public CompactedTopic(Cluster cluster, Topic<V> topic, Predicate<String> matters) {
        this.cluster = cluster;
        this.topic = topic;
        this.matters = matters;
        consumer = cluster.reader();
        List<TopicPartition> partitions = Cluster.partitions(consumer, topic.name());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Reads up to what is the end now. That is the end with open transactions included, and they are waited for: behind
     * somebody else's open transaction there may be a committed record that matters.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public void catchUp() throws InterruptedException {
        Map<TopicPartition, Long> ends;
        try (Consumer<byte[], byte[]> uncommitted = cluster.uncommittedReader()) {
            ends = uncommitted.endOffsets(consumer.assignment());
        }
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted while reading " + topic.name());
            }
            poll(POLL);
        }
    }

    /** Takes in what has come since. */
    public void poll(Duration timeout) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
            String key = Cluster.key(record);
            if (record.value() == null) {
                latest.remove(key);
            } else if (matters.test(key)) {
                latest.put(key, record.value());
                changes++;
            }
        }
    }

    /** A number that grows with every record that matters. */
    public long changes() {
        return changes;
    }

    /** Whether there is a record of that key. */
    public boolean contains(String key) {
        return latest.containsKey(key);
    }

    /** The keys that there is a record of, sorted. */
    public SortedSet<String> keys() {
        return new TreeSet<>(latest.keySet());
    }

    /**
     * The latest record of a key.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if it is not the event of this topic
     */
    public Optional<V> find(String key) {
        return Optional.ofNullable(latest.get(key))
                .map(bytes -> cluster.serdes().of(topic).deserializer().deserialize(topic.name(), bytes));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
