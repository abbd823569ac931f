package io.ida.embedded;

import io.ida.configuration.ClientSettings;
import io.ida.configuration.ClusterKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The registry's memory: the compacted topic {@code _schemas}. Its one writer holds a transactional id, so a registry that
 * is started later takes the log over, and what the earlier one still tries to write is refused by the broker. Not safe for
 * use by several threads.
 */
final class SchemaLog implements AutoCloseable {
    static final String TOPIC = "_schemas";

    private static final String WRITER = "ida-local-registry";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final SchemaLogFormat format = new SchemaLogFormat(TOPIC);
    private final KafkaProducer<String, String> producer;
    private boolean broken;

    private SchemaLog(KafkaProducer<String, String> producer) {
        this.producer = producer;
    }

    /** Takes the log over and hands every entry it holds, oldest first, to the reader. */
    static SchemaLog open(Map<String, String> cluster, Consumer<RegistryChange> reader) {
        ClientSettings clients = new ClientSettings(cluster);
        String bootstrapServers = cluster.get(ClusterKeys.BOOTSTRAP_SERVERS);
        createTopic(clients, bootstrapServers);
        SchemaLog log = new SchemaLog(
                new KafkaProducer<>(writerConfig(clients), new StringSerializer(), new StringSerializer()));
        try {
            log.producer.initTransactions();
            log.replay(clients, reader);
            return log;
        } catch (KafkaException e) {
            log.close();
            throw unreachable(bootstrapServers, e.getMessage(), e);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /**
     * Stores all changes or none, and returns when they are stored.
     *
     * @throws RegistryRefusal if they are not
     */
    void append(List<? extends RegistryChange> changes) {
        if (broken) {
            throw RegistryRefusal.notStored("this registry cannot write any more, restart it");
        }
        try {
            producer.beginTransaction();
            changes.forEach(change -> producer.send(format.write(change)));
            producer.commitTransaction();
        } catch (KafkaException e) {
            abort();
            throw RegistryRefusal.notStored(e.getMessage());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }

    /** Where even this fails, as after a takeover, nobody knows what is stored: only a restart can tell. */
    private void abort() {
        try {
            producer.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            broken = true;
        }
    }

    private void replay(ClientSettings clients, Consumer<RegistryChange> reader) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(readerConfig(clients), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            while (consumer.position(PARTITION) < end) {
                for (ConsumerRecord<String, String> entry : consumer.poll(Duration.ofMillis(100))) {
                    format.read(entry).ifPresent(reader);
                }
            }
        }
    }

    private static void createTopic(ClientSettings clients, String bootstrapServers) {
        try (Admin admin = Admin.create(adminConfig(clients))) {
            try {
                admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())
                                .configs(
                                        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))))
                        .all()
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
                requireCompacted(admin);
            }
        } catch (TimeoutException e) {
            throw unreachable(bootstrapServers, "no answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException | KafkaException e) {
            throw unreachable(bootstrapServers, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(bootstrapServers, "interrupted", e);
        }
    }

    /** A topic with retention would forget schemas after a week. */
    private static void requireCompacted(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        String policy = admin.describeConfigs(List.of(topic))
                .all()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .get(topic)
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
        if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new LocalServiceException("The topic " + TOPIC + " must have cleanup.policy=compact, but has "
                    + policy + ": schemas would get lost");
        }
    }

    private static LocalServiceException unreachable(String bootstrapServers, String reason, Exception cause) {
        return new LocalServiceException(
                "The schema registry cannot use Kafka at " + bootstrapServers + ": " + reason, cause);
    }

    private static Map<String, Object> adminConfig(ClientSettings clients) {
        Map<String, Object> config = clients.admin();
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return config;
    }

    private static Map<String, Object> writerConfig(ClientSettings clients) {
        Map<String, Object> config = clients.producer();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, WRITER);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        return config;
    }

    private static Map<String, Object> readerConfig(ClientSettings clients) {
        Map<String, Object> config = clients.consumer();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return config;
    }
}
