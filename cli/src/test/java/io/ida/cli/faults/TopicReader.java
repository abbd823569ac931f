package io.ida.cli.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic and keeps what it has read. For one thread. */
final class TopicReader<V> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(10);

    private final String topic;
    private final Deserializer<V> values;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Entry<V>> entries = new ArrayList<>();

    /** One record. */
    record Entry<V>(String key, V value, ConsumerRecord<String, byte[]> origin) {}

    private TopicReader(String bootstrapServers, String isolation, String topic, Deserializer<V> values) {
        this.topic = topic;
        this.values = values;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
    }

    /** Reads what is committed, from the beginning. */
    static <V> TopicReader<V> committed(String bootstrapServers, String topic, Deserializer<V> values) {
        TopicReader<V> reader = new TopicReader<>(bootstrapServers, "read_committed", topic, values);
        reader.consumer.seekToBeginning(reader.consumer.assignment());
        return reader;
    }

    /** Reads what is written from now on, even if its transaction never ends. */
    static <V> TopicReader<V> uncommittedFromNow(String bootstrapServers, String topic, Deserializer<V> values) {
        TopicReader<V> reader = new TopicReader<>(bootstrapServers, "read_uncommitted", topic, values);
        reader.consumer.seekToEnd(reader.consumer.assignment());
        reader.consumer.assignment().forEach(reader.consumer::position);
        return reader;
    }

    /** Everything read so far. */
    List<Entry<V>> entries() {
        return entries;
    }

    /** The values read so far whose keys pass. */
    List<V> values(Predicate<String> keys) {
        return entries.stream()
                .filter(entry -> keys.test(entry.key()))
                .map(Entry::value)
                .toList();
    }

    /** Takes what is there. */
    TopicReader<V> poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            V value = record.value() == null ? null : values.deserialize(topic, record.value());
            entries.add(new Entry<>(record.key(), value, record));
        }
        return this;
    }

    /** The end of what is committed in each partition. */
    List<Long> ends() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return IntStream.range(0, ends.size())
                .mapToObj(partition -> ends.get(new TopicPartition(topic, partition)))
                .toList();
    }

    /** Takes everything that is there by now. */
    TopicReader<V> readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        pollUntil(
                "everything up to " + ends,
                read -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
        return this;
    }

    /** Reads on until it has read enough. */
    void pollUntil(String what, Predicate<TopicReader<V>> enough) {
        await(what + " on " + topic)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(() -> enough.test(poll()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
