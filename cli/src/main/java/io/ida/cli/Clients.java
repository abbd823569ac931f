package io.ida.cli;

import io.ida.configuration.ClientSettings;
import io.ida.configuration.ClusterKeys;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the clients of a command, all on the same properties. */
final class Clients {
    /** Who waits for a cluster that is not there should hear so soon. */
    private static final String API_TIMEOUT_MILLIS = "20000";

    private final Map<String, String> properties;
    private final ClientSettings kafka;
    private final Topics topics;

    Clients(Map<String, String> properties) {
        this.properties = properties;
        topics = ClusterKeys.topics(new AbstractConfig(ClusterKeys.define(new ConfigDef()), properties, false));
        kafka = new ClientSettings(properties);
    }

    Topics topics() {
        return topics;
    }

    EventSerdes serdes() {
        return EventSerdes.from(properties);
    }

    /** The same cluster, for what reads whole topics. */
    Cluster cluster() {
        Map<String, String> patient = new HashMap<>(properties);
        patient.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        return new Cluster(patient);
    }

    Admin admin() {
        return Admin.create(kafka.admin());
    }

    /** A consumer of committed records. */
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> config = kafka.consumer();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer that waits for all replicas. */
    Producer<byte[], byte[]> producer() {
        return producer(Map.of(ProducerConfig.ACKS_CONFIG, "all"));
    }

    /** A transactional producer, not yet initialised. */
    Producer<byte[], byte[]> transactional(String transactionalId) {
        return producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId));
    }

    private Producer<byte[], byte[]> producer(Map<String, String> own) {
        Map<String, Object> config = kafka.producer();
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, API_TIMEOUT_MILLIS);
        config.putAll(own);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
