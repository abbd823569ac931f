package io.ida.streams.assist;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.Answer;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.runtime.Turn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The stage in a test driver, with fake assistants and hand-driven workers. */
final class AssistDriver implements AutoCloseable {
    private static final List<String> QUEUES = List.of(AssistTopology.SLOW_QUESTIONS, AssistTopology.HELD_QUESTIONS);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final HandDrivenExecutor workers = new HandDrivenExecutor();
    final List<FakeAssistant> loaded = new ArrayList<>();
    TestInputTopic<String, Question> assists;
    TestOutputTopic<String, Answer> answers;
    TestOutputTopic<String, Answer> results;

    private final EventSerdes serdes = new EventSerdes(new MockSchemaRegistryClient());
    private final List<ModelVersion> announced = new ArrayList<>();
    private final StageConfig config;
    private final Path state;
    private TestInputTopic<String, ModelVersion> models;
    private TopologyTestDriver driver;

    AssistDriver(Path state, Map<String, String> overrides) {
        this.state = state;
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", "unused:9092");
        properties.put("assist.model.store", state.toString());
        properties.put("assist.calls.in.flight", "2");
        properties.put("assist.batch.size", "3");
        properties.put("assist.model.wait.ms", "5000");
        properties.putAll(overrides);
        config = StageConfig.of(AssistApp.STAGE, properties, serdes);
        open(Questions.NOW);
        tick();
    }

    void announce(int version, ModelStatus status, String architecture) {
        announce(Questions.version("m", version, status, architecture));
    }

    void announce(ModelVersion version) {
        announced.add(version);
        models.pipeInput(Topics.versionKey(version.getName(), version.getVersion()), version);
    }

    void unannounce(int version) {
        models.pipeInput(Topics.versionKey("m", version), null);
    }

    void ask(Question... questions) {
        for (Question question : questions) {
            assists.pipeInput("c-0", question, question.getAskedAt());
        }
    }

    void tick() {
        advance(Duration.ofMillis(20));
    }

    void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** Lets workers and punctuations run until there is nothing left to do. */
    List<Answer> settle() {
        List<Answer> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            workers.runAll();
            tick();
            all.addAll(answers.readValuesToList());
        }
        return all;
    }

    /** Dead letters since the last call; with exactly-once the test driver forgets some. */
    List<TestRecord<String, byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        config.topics().deadLetters(),
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer())
                .readRecordsToList();
    }

    /** Answers to sub-questions so far, without letting anything run. */
    List<String> texts() {
        return answers.readValuesToList().stream().map(Answer::getText).toList();
    }

    int questionsInState() {
        return QUEUES.stream().mapToInt(name -> contents(name).size()).sum();
    }

    /** A kill and a start. The test driver wipes its state; a real task finds it again in the changelog. */
    void restart(Instant now) {
        Map<String, Map<Turn, Record<String, Question>>> kept = new HashMap<>();
        QUEUES.forEach(name -> kept.put(name, contents(name)));
        driver.close();
        open(now);
        List.copyOf(announced)
                .forEach(version ->
                        models.pipeInput(Topics.versionKey(version.getName(), version.getVersion()), version));
        QUEUES.forEach(name -> {
            KeyValueStore<Turn, Record<String, Question>> store = driver.getKeyValueStore(name);
            kept.get(name).forEach(store::put);
        });
    }

    @Override
    public void close() {
        driver.close();
    }

    private void open(Instant now) {
        Properties streams = config.streams(meters);
        streams.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(
                AssistTopology.build(
                        AssistConfig.from(config.values()), config.topics(), config.serdes(), this::load, workers),
                streams,
                now);
        assists = input(config.topics().assists());
        models = input(config.topics().models());
        answers = output(config.topics().answers());
        results = output(config.topics().results());
    }

    private FakeAssistant load(ModelVersion version) throws IOException {
        if (version.getArchitecture().equals("missing/1")) {
            throw new IOException("no such checkpoint");
        }
        FakeAssistant assistant = new FakeAssistant(version);
        loaded.add(assistant);
        return assistant;
    }

    private Map<Turn, Record<String, Question>> contents(String name) {
        Map<Turn, Record<String, Question>> contents = new HashMap<>();
        KeyValueStore<Turn, Record<String, Question>> store = driver.getKeyValueStore(name);
        try (KeyValueIterator<Turn, Record<String, Question>> all = store.all()) {
            all.forEachRemaining(entry -> contents.put(entry.key, entry.value));
        }
        return contents;
    }

    private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(
                topic.name(), Serdes.String().serializer(), serdes.of(topic).serializer());
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), Serdes.String().deserializer(), serdes.of(topic).deserializer());
    }
}
