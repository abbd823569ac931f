package io.ida.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerIT {
    private static final String TOPIC = "kept";

    @TempDir
    Path directory;

    @Test
    void dataSurvivesARestart() throws Exception {
        try (LocalBroker broker = LocalBroker.start(directory)) {
            createTopic(broker);
            publish(broker, List.of("one", "two"));
        }
        try (LocalBroker broker = LocalBroker.start(directory)) {
            assertThat(read(broker, 2)).containsExactly("one", "two");
            publish(broker, List.of("three"));
            assertThat(read(broker, 1)).containsExactly("three");
        }
    }

    @Test
    void aTopicThatNobodyCreatedDoesNotExist() {
        try (LocalBroker broker = LocalBroker.start(directory);
                Admin admin = admin(broker)) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("misspelt"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(LocalPorts.LOOPBACK))) {
            assertThatExceptionOfType(LocalServiceException.class)
                    .isThrownBy(() -> LocalBroker.start(directory, other.getLocalPort(), Map.of()))
                    .withMessageContaining(Integer.toString(other.getLocalPort()))
                    .withMessageContaining("taken");
        }
        LocalBroker.start(directory).close();
    }

    @Test
    void aDirectoryInUseIsNamedTogetherWithItsHolder() {
        try (LocalBroker broker = LocalBroker.start(directory)) {
            assertThatExceptionOfType(LocalServiceException.class)
                    .isThrownBy(() -> LocalBroker.start(directory))
                    .withMessageContaining(directory.toString())
                    .withMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aFixedPortIsUsedAndFreeAgainAfterClose() {
        int port = LocalPorts.free(1).get(0);
        for (int start = 0; start < 2; start++) {
            try (LocalBroker broker = LocalBroker.start(directory, port, Map.of())) {
                assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            }
        }
    }

    @Test
    void overridesWinButMayNotMoveTheBroker() throws Exception {
        assertThatThrownBy(() -> LocalBroker.start(directory, 0, Map.of("listeners", "PLAINTEXT://:9092")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("listeners");
        try (LocalBroker broker = LocalBroker.start(directory, 0, Map.of("num.partitions", "3"));
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("defaults", Optional.empty(), Optional.empty())))
                    .all()
                    .get();
            assertThat(admin.describeTopics(List.of("defaults"))
                            .allTopicNames()
                            .get()
                            .get("defaults")
                            .partitions())
                    .hasSize(3);
        }
    }

    @Test
    void aTemporaryBrokerLeavesNothingBehind() throws IOException {
        List<Path> before = temporaryDirectories();
        try (LocalBroker broker = LocalBroker.startTemporary(Map.of())) {
            assertThat(temporaryDirectories()).hasSize(before.size() + 1);
        }
        assertThat(temporaryDirectories()).containsExactlyInAnyOrderElementsOf(before);
    }

    private static List<Path> temporaryDirectories() throws IOException {
        try (var paths = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return paths.filter(path -> path.getFileName().toString().startsWith("ida-broker-"))
                    .toList();
        }
    }

    private static Admin admin(LocalBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void createTopic(LocalBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void publish(LocalBroker broker, List<String> values) {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "local-broker-it");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            values.forEach(value -> producer.send(new ProducerRecord<>(TOPIC, value)));
            producer.commitTransaction();
        }
    }

    /** Reads on from where its consumer group stopped the last time. */
    private static List<String> read(LocalBroker broker, int count) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG, "reader",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            List<String> values = new ArrayList<>();
            Instant deadline = Instant.now().plusSeconds(20);
            while (values.size() < count && Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(100))) {
                    values.add(found.value());
                }
            }
            consumer.commitSync();
            return values;
        }
    }
}
