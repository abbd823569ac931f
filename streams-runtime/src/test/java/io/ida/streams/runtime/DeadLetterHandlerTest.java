package io.ida.streams.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what a stage cannot write: it reads texts and writes each word as a question. */
class DeadLetterHandlerTest {
    private static final String TOO_LONG = "x".repeat(1_000);

    @TempDir
    private Path state;

    private TopologyTestDriver stage;

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aSchemaThatTheRegistryRefusesIsNotTheRecordsFault() {
        start(new RefusingRegistry());

        assertThatThrownBy(() -> send("word"))
                .hasRootCauseInstanceOf(RestClientException.class)
                .satisfies(thrown ->
                        assertThat(RunningStage.reason("try", thrown)).startsWith("The schema registry refuses"));
        assertThat(letters()).isEmpty();
    }

    @Test
    void everyOutputThatCannotBeWrittenIsALetterWithTheRecordThatWasRead() {
        start(new MockSchemaRegistryClient());

        send("word " + TOO_LONG + " word " + TOO_LONG);

        assertThat(letters()).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.value()).startsWith("word " + TOO_LONG);
            assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("0");
            assertThat(header(letter, DeadLetter.LEFT_OUT)).isNull();
        });
    }

    @Test
    void whatComesFromAStoreIsNoLetterOfTheRecordThatIsRead() {
        start(new MockSchemaRegistryClient());

        send("stored:" + TOO_LONG + " " + TOO_LONG);

        List<TestRecord<String, String>> letters = letters();
        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).key()).isEqualTo("key");
        assertThat(letters.get(0).value()).isNull();
        assertThat(header(letters.get(0), DeadLetter.REASON)).contains("500 are allowed");
        assertThat(header(letters.get(0), DeadLetter.TOPIC)).isNull();
        assertThat(header(letters.get(0), DeadLetter.LEFT_OUT)).contains("from the state");
        assertThat(letters.get(1).value()).startsWith("stored:");
        assertThat(header(letters.get(1), DeadLetter.TOPIC)).isEqualTo("texts");
    }

    private void start(MockSchemaRegistryClient registry) {
        Map<String, String> properties = Map.of(
                "bootstrap.servers",
                "unused:9092",
                "processing.guarantee",
                "at_least_once",
                "event.max.bytes",
                "500",
                "state.dir",
                state.toString());
        Stage words = new Stage("try", new ConfigDef(), DeadLetterHandlerTest::topology);
        StageConfig config = StageConfig.of(words, properties, new EventSerdes(registry));
        stage = new TopologyTestDriver(topology(config), config.streams());
    }

    private static Topology topology(StageConfig config) {
        Topics topics = config.topics();
        return new Topology()
                .addSource("texts", new StringDeserializer(), new StringDeserializer(), "texts")
                .addProcessor("split", Split::new, "texts")
                .addSink(
                        "questions",
                        topics.questions().name(),
                        new StringSerializer(),
                        config.serdes().of(topics.questions()).serializer(),
                        "split");
    }

    private void send(String text) {
        stage.createInputTopic("texts", new StringSerializer(), new StringSerializer())
                .pipeInput("key", text);
    }

    private List<TestRecord<String, String>> letters() {
        return stage.createOutputTopic("ida.dead-letters", new StringDeserializer(), new StringDeserializer())
                .readRecordsToList();
    }

    private static String header(TestRecord<?, ?> letter, String name) {
        return letter.headers().lastHeader(name) == null
                ? null
                : new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static final class Split extends ContextualProcessor<String, String, String, Question> {
        @Override
        public void process(Record<String, String> record) {
            for (String word : record.value().split(" ")) {
                Record<String, Question> asked = record.withValue(question(word));
                if (word.startsWith("stored:")) {
                    FromStore.send(() -> context().forward(asked));
                } else {
                    context().forward(asked);
                }
            }
        }

        private static Question question(String word) {
            return Question.newBuilder()
                    .setId("q")
                    .setTask("any")
                    .setText(word)
                    .setContext(new Context("", List.of()))
                    .setDepth(1)
                    .build();
        }
    }

    /** Takes no schema, as one does that finds it incompatible. */
    private static final class RefusingRegistry extends MockSchemaRegistryClient {
        @Override
        public int register(String subject, ParsedSchema schema) throws IOException, RestClientException {
            throw new RestClientException("Incompatible.", 409, 409);
        }
    }
}
