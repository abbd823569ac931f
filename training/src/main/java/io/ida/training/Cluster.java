package io.ida.training;

import io.ida.configuration.AccessCheck;
import io.ida.configuration.ClientSettings;
import io.ida.configuration.ClusterKeys;
import io.ida.configuration.Permission;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes clients of one cluster. Safe for use by several threads; the clients it makes are not. */
public final class Cluster {
    private final ClientSettings client;
    private final Topics topics;
    private final EventSerdes serdes;

    /** @param properties of a process; each client gets what it knows of them */
    public Cluster(Map<String, String> properties) {
        topics = ClusterKeys.topics(new AbstractConfig(ClusterKeys.define(new ConfigDef()), properties, false));
        serdes = EventSerdes.from(properties);
        client = new ClientSettings(properties);
    }

    /** The catalogue. */
    public Topics topics() {
        return topics;
    }

    /** The serdes. */
    public EventSerdes serdes() {
        return serdes;
    }

    /**
     * Requires that the cluster allows a process what it needs.
     *
     * @param process its name, as for {@code ./ida acls list}
     * @throws io.ida.configuration.MissingAccessException if it does not
     */
    void requireAccess(String process, List<Permission> permissions) {
        try (Admin admin = admin()) {
            new AccessCheck(admin).require(process, permissions);
        }
    }

    /** What tells a topic from others of that name, on another cluster or made anew. */
    public String topicId(String topic) throws InterruptedException {
        try (Admin admin = admin()) {
            Map<String, KafkaFuture<TopicDescription>> described =
                    admin.describeTopics(List.of(topic)).topicNameValues();
            return described.get(topic).get().topicId().toString();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e.getCause());
        }
    }

    private Admin admin() {
        Map<String, Object> config = client.admin();
        ClientDefaults.ADMIN.forEach(config::putIfAbsent);
        return Admin.create(config);
    }

    /**
     * A consumer of committed records, without a group: where it begins is to be said with {@code seek}. Passes over
     * nothing: it fails with an {@link org.apache.kafka.clients.consumer.OffsetOutOfRangeException} where the topic does not
     * have the next offset any more, or ends before it.
     */
    public Consumer<byte[], byte[]> reader() {
        return reader("read_committed");
    }

    /** A consumer that sees open transactions, without a group: for the true ends of topics. */
    public Consumer<byte[], byte[]> uncommittedReader() {
        return reader("read_uncommitted");
    }

    private Consumer<byte[], byte[]> reader(String isolation) {
        return consumer(isolation, Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
    }

    /** A consumer of committed records in a group, from the beginning where the group has no offset. */
    public Consumer<byte[], byte[]> member(String group) {
        return consumer(
                "read_committed",
                Map.of(ConsumerConfig.GROUP_ID_CONFIG, group, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
    }

    /** A producer that waits for all replicas. */
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> config = client.producer();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A transactional producer, not yet initialised. */
    public Producer<byte[], byte[]> transactional(String transactionalId) {
        Map<String, Object> config = client.producer();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        ClientDefaults.PRODUCER.forEach(config::putIfAbsent);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A record for a topic, encoded. */
    public <V extends SpecificRecord> ProducerRecord<byte[], byte[]> record(Topic<V> topic, String key, V value) {
        return new ProducerRecord<>(
                topic.name(),
                key.getBytes(StandardCharsets.UTF_8),
                serdes.of(topic).serializer().serialize(topic.name(), value));
    }

    /** The key of a record as text; empty if there is none. */
    public static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    /**
     * The partitions of a topic.
     *
     * @throws MissingTopicException if the cluster does not have the topic
     */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new MissingTopicException(topic);
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    private Consumer<byte[], byte[]> consumer(String isolation, Map<String, String> own) {
        Map<String, Object> config = client.consumer();
        ClientDefaults.CONSUMER.forEach(config::putIfAbsent);
        config.putAll(ClientDefaults.FIXED_CONSUMER);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        config.putAll(own);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
