package io.ida.cli.faults;

import io.ida.embedded.LocalBroker;
import io.ida.embedded.LocalPipeline;
import io.ida.embedded.LocalRegistry;
import io.ida.events.Question;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.SchemaRegistration;
import io.ida.schemas.Topic;
import io.ida.schemas.TopicPlan;
import io.ida.schemas.Topics;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker and a registry with the catalogue's topics and schemas, set so that what a killed process leaves behind is
 * noticed within seconds, and that records stay however old they are.
 */
final class Cluster implements AutoCloseable {
    private static final Map<String, String> SOON = Map.of(
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500",
            "group.min.session.timeout.ms", "1000",
            "log.retention.check.interval.ms", "86400000");

    private final String bootstrapServers;
    private final String registryUrl;
    private final Runnable stopRegistry;
    private final Runnable stop;
    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX, Topics.DEFAULT_PARTITIONS);
    private final EventSerdes serdes;
    private final KafkaProducer<String, byte[]> producer;

    private Cluster(String bootstrapServers, String registryUrl, Runnable stopRegistry, Runnable stop) {
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        this.stopRegistry = stopRegistry;
        this.stop = stop;
        serdes = EventSerdes.from(clientProperties());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A cluster of its own, without stages. */
    static Cluster start(Path directory) {
        return start(directory, cluster -> {});
    }

    /**
     * A cluster of its own, without stages.
     *
     * @param before brings there what is there before topics and schemas are brought up to the catalogue
     */
    static Cluster start(Path directory, Consumer<Cluster> before) {
        LocalBroker broker = LocalBroker.start(directory.resolve("broker"), 0, SOON);
        LocalRegistry registry = LocalRegistry.start(broker.bootstrapServers());
        Cluster cluster = new Cluster(broker.bootstrapServers(), registry.url(), registry::close, () -> {
            registry.close();
            broker.close();
        });
        before.accept(cluster);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicPlan.of(cluster.topics, admin).apply(admin, TopicPlan.BROKER_DEFAULT);
        }
        SchemaRegistration.of(cluster.topics).apply(cluster.serdes.client());
        return cluster;
    }

    /** The cluster of a pipeline, which stays whose it is. */
    static Cluster of(LocalPipeline pipeline) {
        return new Cluster(pipeline.bootstrapServers(), pipeline.registryUrl(), () -> {}, () -> {});
    }

    Topics topics() {
        return topics;
    }

    EventSerdes serdes() {
        return serdes;
    }

    Map<String, String> clientProperties() {
        return Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl);
    }

    /** Only what Kafka's own clients want to know. */
    Map<String, Object> kafkaProperties() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    /** The addresses and what else is given. */
    Map<String, String> properties(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(clientProperties());
        all.putAll(more);
        return all;
    }

    void ask(Collection<Question> questions) {
        questions.forEach(question -> send(topics.questions(), question.getId(), question));
        flush();
    }

    /** Asks a question with headers. */
    void ask(Question question, Headers headers) {
        Topic<Question> topic = topics.questions();
        byte[] value = serdes.of(topic).serializer().serialize(topic.name(), question);
        producer.send(new ProducerRecord<>(topic.name(), null, question.getId(), value, headers));
        flush();
    }

    /** Waits until everything is written. */
    void flush() {
        producer.flush();
    }

    <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        sendBytes(topic, key, serdes.of(topic).serializer().serialize(topic.name(), value));
    }

    /** Publishes whatever it is. */
    void sendBytes(Topic<?> topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), key, value));
    }

    /** All committed records of a topic, as they come. */
    <V extends SpecificRecord> TopicReader<V> committed(Topic<V> topic) {
        return TopicReader.committed(
                bootstrapServers, topic.name(), serdes.of(topic).deserializer());
    }

    /** The committed dead letters, as they come. */
    TopicReader<byte[]> deadLetters() {
        return TopicReader.committed(bootstrapServers, topics.deadLetters(), (topic, bytes) -> bytes);
    }

    /** Whatever is written to a topic from now on, even if its transaction never ends. */
    <V extends SpecificRecord> TopicReader<V> uncommittedFromNow(Topic<V> topic) {
        return TopicReader.uncommittedFromNow(
                bootstrapServers, topic.name(), serdes.of(topic).deserializer());
    }

    /** Ends the registry before the rest. */
    void stopRegistry() {
        stopRegistry.run();
    }

    @Override
    public void close() {
        producer.close();
        stop.run();
    }
}
