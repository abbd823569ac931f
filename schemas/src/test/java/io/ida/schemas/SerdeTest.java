package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.OffsetRange;
import io.ida.events.Question;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerdeTest {
    private static final Topics TOPICS = new Topics("ida.", 4);

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final EventSerdes serdes = new EventSerdes(registry);

    static Stream<Topic<?>> topics() {
        return TOPICS.events().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void whatIsWrittenIsRead(Topic<V> topic) {
        Serde<V> serde = serdes.of(topic);
        for (V event : RandomEvents.of(topic.valueType(), 50, 7)) {
            byte[] bytes = serde.serializer().serialize(topic.name(), event);
            assertThat(serde.deserializer().deserialize(topic.name(), bytes)).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    <V extends SpecificRecord> void stateGoesUnderTheRecordsName(Topic<V> topic) throws Exception {
        Serde<V> serde = serdes.ofState(topic.valueType());
        V event = RandomEvents.of(topic.valueType(), 1, 3).get(0);
        byte[] bytes = serde.serializer().serialize("some-app-some-changelog", event);
        assertThat(serde.deserializer().deserialize("some-app-some-changelog", bytes))
                .isEqualTo(event);
        assertThat(registry.getAllSubjects()).containsExactly(topic.valueType().getName());
    }

    @Test
    void bytesAreConfluentsWireFormat() throws Exception {
        AvroSerializer<OffsetRange> serializer = new AvroSerializer<>(
                registry, new SubjectSettings(true, false), SubjectName.TOPIC, EventSize.UNLIMITED);
        byte[] bytes = serializer.serialize("ranges", new OffsetRange(1, 2L, -300L));
        int id = registry.getId("ranges-value", new AvroSchema(LanguageNeutral.of(OffsetRange.getClassSchema())));
        assertThat(id).isBetween(0, 255);
        // Zero, id as a big-endian int, then zigzag varints: 1 -> 2, 2 -> 4, -300 -> 599 = 0x257 -> D7 04.
        assertThat(bytes).containsExactly(0, 0, 0, 0, id, 2, 4, 0xD7, 4);
    }

    @Test
    void registeredSchemasAreFreeOfJava() throws Exception {
        serdes.of(TOPICS.questions()).serializer().serialize("ida.questions", question());
        assertThat(registry.getLatestSchemaMetadata("ida.questions-value").getSchema())
                .doesNotContain("avro.java")
                .contains("\"doc\"", "\"default\"");
    }

    @Test
    void eventsCanBeCopiedInBuilders() {
        Question question = question();
        assertThat(Question.newBuilder(question).build()).isEqualTo(question);
    }

    @Test
    void nothingOfAnEventThatCannotBeWrittenGetsIntoTheNextOne() {
        Serde<Question> serde = serdes.of(TOPICS.questions());
        byte[] bytes = serde.serializer().serialize("ida.questions", question());
        Question withoutContext = question();
        withoutContext.put("context", null);
        assertThatThrownBy(() -> serde.serializer().serialize("ida.questions", withoutContext))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("cannot be written as Avro");
        assertThat(serde.serializer().serialize("ida.questions", question())).isEqualTo(bytes);
    }

    @Test
    void tombstonesStayTombstones() {
        assertThat(serdes.of(TOPICS.models()).serializer().serialize("ida.models", null))
                .isNull();
        assertThat(serdes.of(TOPICS.models()).deserializer().deserialize("ida.models", null))
                .isNull();
    }

    @Test
    void bytesWithoutTheMagicByteAreNotRead() {
        for (byte[] bytes : List.of(new byte[0], new byte[] {0, 0, 0, 1}, "{\"id\": 1}".getBytes())) {
            assertThatThrownBy(() -> read(bytes))
                    .isInstanceOf(SerializationException.class)
                    .isNotInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("Not in Confluent's wire format: " + bytes.length + " bytes")
                    .hasMessageContaining("Question");
        }
    }

    @Test
    void truncatedBytesAreNotRead() {
        byte[] whole = serdes.of(TOPICS.questions()).serializer().serialize("ida.questions", question());
        for (int length = WireFormat.HEADER_BYTES; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("are not a Question");
        }
    }

    @Test
    void damagedBytesAreReadOrRefusedAndDoNoHarm() {
        byte[] whole = serdes.of(TOPICS.questions()).serializer().serialize("ida.questions", question());
        Random random = new Random(23);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int hits = 0; hits < 5; hits++) {
                int at = WireFormat.HEADER_BYTES + random.nextInt(whole.length - WireFormat.HEADER_BYTES);
                damaged[at] = (byte) random.nextInt(256);
            }
            try {
                read(damaged);
            } catch (SerializationException expected) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void anEventThatIsTooLargeIsNeitherWrittenNorRead() {
        Headers none = new RecordHeaders();
        Headers some = new RecordHeaders().add("name", new byte[] {1, 2, 3, 4, 5, 6});
        byte[] bytes = serdes.of(TOPICS.questions()).serializer().serialize("ida.questions", none, question());
        Serde<Question> wide = serdes.limitedTo(bytes.length + 10).of(TOPICS.questions());
        Serde<Question> tight = serdes.limitedTo(bytes.length + 9).of(TOPICS.questions());
        Serde<Question> state = serdes.limitedTo(1).ofState(Question.class);

        assertThat(wide.serializer().serialize("ida.questions", some, question()))
                .isEqualTo(bytes);
        assertThat(wide.deserializer().deserialize("ida.questions", some, bytes))
                .isEqualTo(question());
        assertThat(tight.serializer().serialize("ida.questions", none, question()))
                .isEqualTo(bytes);
        assertThat(tight.serializer().serialize("ida.questions", some, null)).isNull();
        assertThatThrownBy(() -> tight.serializer().serialize("ida.questions", some, question()))
                .isInstanceOf(SerializationException.class)
                .hasMessage("The event has " + (bytes.length + 10) + " bytes with its headers, " + (bytes.length + 9)
                        + " are allowed.");
        assertThatThrownBy(() -> tight.deserializer().deserialize("ida.questions", some, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("are allowed");
        assertThat(state.serializer().serialize("changelog", some, question())).hasSize(bytes.length);
    }

    @Test
    void anotherEventIsNotRead() {
        byte[] bytes = serdes.of(TOPICS.answers())
                .serializer()
                .serialize(
                        "x", RandomEvents.of(io.ida.events.Answer.class, 1, 1).get(0));
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("is io.ida.events.Answer, expected io.ida.events.Question");
    }

    @Test
    void oneSerdeServesManyThreads() {
        Serde<Question> serde = serdes.of(TOPICS.questions());
        List<Question> questions = RandomEvents.of(Question.class, 200, 11);
        List<Question> read = IntStream.range(0, 4000)
                .parallel()
                .mapToObj(i -> serde.serializer().serialize("ida.questions", questions.get(i % 200)))
                .map(bytes -> serde.deserializer().deserialize("ida.questions", bytes))
                .toList();
        assertThat(IntStream.range(0, 4000).filter(i -> !read.get(i).equals(questions.get(i % 200))))
                .isEmpty();
    }

    private Question read(byte[] bytes) {
        return serdes.of(TOPICS.questions()).deserializer().deserialize("ida.questions", bytes);
    }

    private static Question question() {
        return RandomEvents.of(Question.class, 1, 5).get(0);
    }
}
