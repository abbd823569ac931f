package io.ida.streams.synthesize;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.Decomposition;
import io.ida.events.ModelVersion;
import io.ida.events.Round;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.models.LearnedSupervisors;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.runtime.Turn;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The stage without a broker. */
final class SynthesizeDriver implements AutoCloseable {
    /** Time of the driver's wall clock at the start. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<String> STORES = List.of(
            SynthesizeTopology.WAITING_NODES,
            SynthesizeTopology.EARLY_ANSWERS,
            SynthesizeTopology.SHARED_ANSWERS,
            SynthesizeTopology.REUSERS,
            "slow-moves",
            "held-moves");

    final MockClock clock = new MockClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    private final EventSerdes serdes = new EventSerdes(new MockSchemaRegistryClient());
    private final Path stateDirectory;
    private final StageConfig config;
    private final LearnedSupervisors.Calls calls;
    private final Topics topics;
    private TopologyTestDriver driver;

    SynthesizeDriver() {
        this(Map.of());
    }

    SynthesizeDriver(Map<String, String> overrides) {
        this(overrides, null);
    }

    /** @param calls how learned supervisors are called; null for as the stage does */
    SynthesizeDriver(Map<String, String> overrides, LearnedSupervisors.Calls calls) {
        this.calls = calls;
        try {
            stateDirectory = Files.createTempDirectory("synthesize-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The test driver forgets what is written in a transaction before the first record that can be read.
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", "unused:9092");
        properties.put("topic.partitions", "1");
        properties.put("processing.guarantee", "at_least_once");
        properties.put("state.dir", stateDirectory.toString());
        properties.putAll(overrides);
        config = StageConfig.of(SynthesizeApp.STAGE, properties, serdes);
        topics = config.topics();
        open(START);
    }

    private void open(Instant now) {
        Topology topology = calls == null
                ? SynthesizeApp.STAGE.topology().apply(config)
                : SynthesizeTopology.build(SynthesizeConfig.from(config.values()), topics, serdes, calls);
        driver = new TopologyTestDriver(topology, config.streams(meters), now);
    }

    /** A kill and a start. The test driver wipes its state; a real task finds it again in the changelog. */
    void restart(Instant now) {
        Map<String, Map<Object, Object>> kept = new HashMap<>();
        STORES.forEach(name -> kept.put(name, contents(name)));
        driver.close();
        meters.clear();
        open(now);
        kept.forEach((name, contents) -> {
            KeyValueStore<Object, Object> store = driver.getKeyValueStore(name);
            contents.forEach(store::put);
        });
    }

    private Map<Object, Object> contents(String name) {
        Map<Object, Object> contents = new HashMap<>();
        try (KeyValueIterator<Object, Object> entries =
                driver.<Object, Object>getKeyValueStore(name).all()) {
            entries.forEachRemaining(entry -> contents.put(entry.key, entry.value));
        }
        return contents;
    }

    void announce(ModelVersion version) {
        send(topics.models(), Topics.versionKey(version.getName(), version.getVersion()), version);
    }

    /** Sends decompositions and answers in the given order. */
    void send(SpecificRecord... events) {
        for (SpecificRecord event : events) {
            if (event instanceof Decomposition decomposition) {
                send(topics.decompositions(), decomposition.getQuestion().getRootId(), decomposition);
            } else {
                Answer answer = (Answer) event;
                send(topics.answers(), answer.getRootId(), answer);
            }
        }
    }

    /** Sends a decomposition with headers. */
    void send(Decomposition decomposition, Headers headers) {
        driver.createInputTopic(
                        topics.decompositions().name(),
                        new StringSerializer(),
                        serdes.of(topics.decompositions()).serializer())
                .pipeInput(new TestRecord<>(decomposition.getQuestion().getRootId(), decomposition, headers, START));
    }

    void sendBytes(String topic, byte[] key, byte[] value) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, START));
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V event) {
        driver.createInputTopic(
                        topic.name(), new StringSerializer(), serdes.of(topic).serializer())
                .pipeInput(new TestRecord<>(key, event, START));
    }

    /** Lets workers' answers be collected. */
    void tick() {
        driver.advanceWallClockTime(Duration.ofMillis(20));
    }

    /** Lets time pass, in steps in which no timer is missed. */
    void advance(Duration duration) {
        driver.advanceWallClockTime(duration);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    /** What has been written since the last call; so are all that follow. */
    List<TestRecord<String, Round>> rounds() {
        return read(topics.rounds());
    }

    List<TestRecord<String, Amplification>> amplifications() {
        return read(topics.amplifications());
    }

    /** Answers that are written for other nodes; the test driver gives them to the stage, too. */
    List<TestRecord<String, Answer>> answers() {
        return read(topics.answers());
    }

    List<TestRecord<String, Answer>> results() {
        return read(topics.results());
    }

    List<TestRecord<String, byte[]>> deadLetters() {
        return driver.createOutputTopic(topics.deadLetters(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** Reads the value of a dead letter as the answer it was. */
    Answer answer(byte[] bytes) {
        return serdes.of(topics.answers())
                .deserializer()
                .deserialize(topics.answers().name(), bytes);
    }

    private <V extends SpecificRecord> List<TestRecord<String, V>> read(Topic<V> topic) {
        return driver.createOutputTopic(
                        topic.name(), new StringDeserializer(), serdes.of(topic).deserializer())
                .readRecordsToList();
    }

    /** Every key of every store. */
    List<String> held() {
        List<String> keys = new ArrayList<>();
        for (String store : STORES) {
            contents(store)
                    .keySet()
                    .forEach(key -> keys.add(store + " " + (key instanceof Turn turn ? turn.id() : key)));
        }
        return keys;
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
