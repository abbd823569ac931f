package io.ida.streams.decompose;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.Decomposition;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.events.Round;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.models.LearnedSupervisors;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.runtime.Turn;
import io.ida.tracing.Tracing;
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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The stage without a broker. What it writes to topics that it also reads comes back to it. */
final class DecomposeDriver implements AutoCloseable {
    /** Time of the driver's wall clock at the start, and of every question. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<String> MOVES = List.of("slow-moves", "held-moves");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final EventSerdes serdes = new EventSerdes(new MockSchemaRegistryClient());
    private final Path stateDirectory;
    private final StageConfig config;
    private final LearnedSupervisors.Calls calls;
    private final Topics topics;
    private final Tracing tracing;
    private TopologyTestDriver driver;

    DecomposeDriver() {
        this(Map.of());
    }

    DecomposeDriver(Map<String, String> overrides) {
        this(overrides, null);
    }

    /** @param calls how learned supervisors are called; null for as the stage does */
    DecomposeDriver(Map<String, String> overrides, LearnedSupervisors.Calls calls) {
        this.calls = calls;
        try {
            stateDirectory = Files.createTempDirectory("decompose-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        config = config(serdes, stateDirectory, overrides);
        topics = config.topics();
        tracing = Tracing.start(config.tracing(), "test");
        open(START);
    }

    private void open(Instant now) {
        Topology topology = calls == null
                ? DecomposeApp.STAGE.topology().apply(config)
                : DecomposeTopology.build(DecomposeConfig.from(config.values()), topics, serdes, calls);
        driver = new TopologyTestDriver(topology, config.streams(meters, tracing), now);
    }

    /** A kill and a start. The test driver wipes its state; a real task finds it again in the changelog. */
    void restart(Instant now) {
        Map<String, Map<Turn, Record<String, Round>>> kept = new HashMap<>();
        MOVES.forEach(name -> kept.put(name, moves(name)));
        driver.close();
        open(now);
        kept.forEach((name, contents) -> {
            KeyValueStore<Turn, Record<String, Round>> store = driver.getKeyValueStore(name);
            contents.forEach(store::put);
        });
    }

    /** How many nodes wait for a learned supervisor. */
    int movesInState() {
        return MOVES.stream().mapToInt(name -> moves(name).size()).sum();
    }

    private Map<Turn, Record<String, Round>> moves(String name) {
        Map<Turn, Record<String, Round>> contents = new HashMap<>();
        KeyValueStore<Turn, Record<String, Round>> store = driver.getKeyValueStore(name);
        try (KeyValueIterator<Turn, Record<String, Round>> all = store.all()) {
            all.forEachRemaining(entry -> contents.put(entry.key, entry.value));
        }
        return contents;
    }

    void announce(ModelVersion version) {
        String key = Topics.versionKey(version.getName(), version.getVersion());
        send(topics.models(), new TestRecord<>(key, version, START));
    }

    private static StageConfig config(EventSerdes serdes, Path stateDirectory, Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", "unused:9092");
        properties.put("topic.partitions", "1");
        properties.put("state.dir", stateDirectory.toString());
        properties.putAll(overrides);
        return StageConfig.of(DecomposeApp.STAGE, properties, serdes);
    }

    void ask(Question question) {
        ask(new TestRecord<>(question.getId(), question, START));
    }

    void ask(TestRecord<String, Question> record) {
        send(topics.questions(), record);
    }

    void issue(Round round) {
        send(topics.rounds(), new TestRecord<>(round.getQuestion().getRootId(), round, START));
    }

    void askSubQuestion(Question question) {
        askSubQuestion(new TestRecord<>(question.getRootId(), question, START));
    }

    void askSubQuestion(TestRecord<String, Question> record) {
        send(topics.subQuestions(), record);
    }

    void finish(Answer result) {
        send(topics.results(), new TestRecord<>(result.getRootId(), result, START));
    }

    /** Sends bytes, or null, to the topic of questions. */
    void sendBytes(byte[] key, byte[] value) {
        sendBytes(topics.questions().name(), key, value);
    }

    void sendBytes(String topic, byte[] key, byte[] value) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, START));
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, TestRecord<String, V> record) {
        driver.createInputTopic(
                        topic.name(), new StringSerializer(), serdes.of(topic).serializer())
                .pipeInput(record);
    }

    void advance(Duration duration) {
        driver.advanceWallClockTime(duration);
    }

    Topics topics() {
        return topics;
    }

    /** What has been written since the last call; so are all that follow. */
    List<TestRecord<String, Decomposition>> decompositions() {
        return read(topics.decompositions());
    }

    List<TestRecord<String, Question>> assists() {
        return read(topics.assists());
    }

    List<TestRecord<String, Question>> questions() {
        return read(topics.questions());
    }

    List<TestRecord<String, Question>> subQuestions() {
        return read(topics.subQuestions());
    }

    List<TestRecord<String, Answer>> answers() {
        return read(topics.answers());
    }

    List<TestRecord<String, Answer>> results() {
        return read(topics.results());
    }

    List<TestRecord<String, Amplification>> amplifications() {
        return read(topics.amplifications());
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(topics.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private <V extends SpecificRecord> List<TestRecord<String, V>> read(Topic<V> topic) {
        return driver.createOutputTopic(
                        topic.name(), new StringDeserializer(), serdes.of(topic).deserializer())
                .readRecordsToList();
    }

    /** Every key of the stores that hold what trees have spent and asked. */
    List<String> heldForTrees() {
        List<String> keys = new ArrayList<>();
        for (String store : List.of(DecomposeTopology.SPENT_CALLS, DecomposeTopology.ISSUED_ASKS)) {
            try (KeyValueIterator<String, Object> entries =
                    driver.<String, Object>getKeyValueStore(store).all()) {
                while (entries.hasNext()) {
                    KeyValue<String, Object> entry = entries.next();
                    keys.add(store + " " + entry.key);
                }
            }
        }
        return keys;
    }

    @Override
    public void close() {
        driver.close();
        tracing.close();
        try (var files = Files.walk(stateDirectory)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
