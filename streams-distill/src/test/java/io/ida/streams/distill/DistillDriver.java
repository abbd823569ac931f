package io.ida.streams.distill;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.StageConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** The stage without a broker. */
final class DistillDriver implements AutoCloseable {
    /** Time of the driver's wall clock at the start. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final EventSerdes serdes = new EventSerdes(new MockSchemaRegistryClient());
    private final Path stateDirectory;
    private final Topics topics;
    private final TopologyTestDriver driver;

    DistillDriver() {
        this(Map.of());
    }

    DistillDriver(Map<String, String> settings) {
        try {
            stateDirectory = Files.createTempDirectory("distill-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The test driver forgets what is written in a transaction before the first record that can be read.
        Map<String, String> properties = new HashMap<>(settings);
        properties.put("bootstrap.servers", "unused:9092");
        properties.put("topic.partitions", "1");
        properties.put("processing.guarantee", "at_least_once");
        properties.put("state.dir", stateDirectory.toString());
        StageConfig config = StageConfig.of(DistillApp.STAGE, properties, serdes);
        topics = config.topics();
        driver = new TopologyTestDriver(DistillApp.STAGE.topology().apply(config), config.streams(meters), START);
    }

    void finish(Amplification... nodes) {
        for (Amplification node : nodes) {
            finish(node, new RecordHeaders());
        }
    }

    /** Like {@link #finish(Amplification...)}, with headers. */
    void finish(Amplification node, Headers headers) {
        driver.createInputTopic(
                        topics.amplifications().name(),
                        new StringSerializer(),
                        serdes.of(topics.amplifications()).serializer())
                .pipeInput(new TestRecord<>(
                        node.getQuestion().getRootId(),
                        node,
                        headers,
                        node.getQuestion().getAskedAt()));
    }

    void sendBytes(byte[] value) {
        driver.createInputTopic(topics.amplifications().name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(new byte[] {65}, value, START));
    }

    /** Lets time pass, and the timer fire. */
    void advance(Duration duration) {
        driver.advanceWallClockTime(duration);
    }

    /** The rows since the last call that are fit. */
    List<TestRecord<String, Trace>> traces() {
        return read(topics.traces());
    }

    /** The rows since the last call that are not fit. */
    List<TestRecord<String, Trace>> rejected() {
        return read(topics.rejectedTraces());
    }

    /** The questions since the last call. */
    List<TestRecord<String, Question>> questions() {
        return read(topics.questions());
    }

    /** Publishes the result of a root. */
    void result(Answer answer) {
        driver.createInputTopic(
                        topics.results().name(),
                        new StringSerializer(),
                        serdes.of(topics.results()).serializer())
                .pipeInput(new TestRecord<>(answer.getRootId(), answer, answer.getAskedAt()));
    }

    private <V extends SpecificRecord> List<TestRecord<String, V>> read(Topic<V> topic) {
        return driver.createOutputTopic(
                        topic.name(), new StringDeserializer(), serdes.of(topic).deserializer())
                .readRecordsToList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(topics.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** Ids of the nodes that wait for their root. */
    List<String> held() {
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<String, Trace> nodes = driver.<String, Trace>getKeyValueStore(DistillTopology.HELD_NODES)
                .all()) {
            nodes.forEachRemaining(node -> ids.add(node.key));
        }
        return ids;
    }

    @Override
    public void close() {
        driver.close();
        try (var files = Files.walk(stateDirectory)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
