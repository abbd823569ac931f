package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.events.Question;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFailureTest {
    private static final Topic<Question> QUESTIONS = new Topics("ida.", 4).questions();
    private static final byte[] WITH_ID_9 = {0, 0, 0, 0, 9, 1, 2, 3};

    private final Question question = RandomEvents.of(Question.class, 1, 5).get(0);
    private FakeRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = new FakeRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 502, 503})
    void passingTroubleIsNotTheRecordsFault(int status) {
        Serde<Question> serde = EventSerdes.from(registry.properties()).of(QUESTIONS);
        registry.failWith(status);
        assertThatThrownBy(() -> serde.deserializer().deserialize("t", WITH_ID_9))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("told to fail");
        assertThatThrownBy(() -> serde.serializer().serialize("t", question))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("t-value");
    }

    @Test
    void serdesRecoverWithTheRegistry() {
        Serde<Question> serde = EventSerdes.from(registry.properties()).of(QUESTIONS);
        registry.failWith(503);
        assertThatThrownBy(() -> serde.serializer().serialize("t", question))
                .isInstanceOf(RegistryUnavailableException.class);
        registry.failWith(0);
        byte[] bytes = serde.serializer().serialize("t", question);
        assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(question);
    }

    @Test
    void aRegistryThatIsGoneIsUnavailable() {
        Serde<Question> serde = EventSerdes.from(registry.properties()).of(QUESTIONS);
        registry.close();
        assertThatThrownBy(() -> serde.deserializer().deserialize("t", WITH_ID_9))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("not reachable");
        assertThatThrownBy(() -> serde.serializer().serialize("t", question))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 422})
    void aRefusedSchemaIsAVerdict(int status) {
        Serde<Question> serde = EventSerdes.from(registry.properties()).of(QUESTIONS);
        registry.failWith(status);
        assertThatThrownBy(() -> serde.serializer().serialize("t", question))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("refuses io.ida.events.Question for subject t-value");
    }

    @Test
    void anUnknownSchemaIdIsTheRecordsFault() {
        Serde<Question> serde = EventSerdes.from(registry.properties()).of(QUESTIONS);
        assertThatThrownBy(() -> serde.deserializer().deserialize("t", WITH_ID_9))
                .isExactlyInstanceOf(SerializationException.class)
                .hasMessageContaining("schema id 9")
                .hasMessageContaining("Schema not found");
    }

    @Test
    void theRegistryIsAskedOncePerSchema() {
        Serde<Question> serde = EventSerdes.from(registry.properties()).of(QUESTIONS);
        for (int i = 0; i < 20; i++) {
            serde.deserializer().deserialize("t", serde.serializer().serialize("t", question));
        }
        assertThat(registry.calls()).isLessThanOrEqualTo(2);
    }

    @Test
    void kafkaClientsMakeSerdesByClassName() throws Exception {
        try (AvroSerializer<Question> serializer = made(AvroSerializer.class.getName());
                AvroDeserializer<Question> deserializer = made(AvroDeserializer.class.getName())) {
            serializer.configure(registry.properties(), false);
            deserializer.configure(
                    Map.of("schema.registry.url", registry.url(), "ida.event.type", Question.class.getName()), false);
            assertThat(deserializer.deserialize("t", serializer.serialize("t", question)))
                    .isEqualTo(question);
        }
    }

    @Test
    void missingSettingsAreNamed() {
        AvroDeserializer<Question> deserializer = new AvroDeserializer<>();
        assertThatThrownBy(() -> EventSerdes.from(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
        assertThatThrownBy(() -> deserializer.configure(registry.properties(), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ida.event.type");
        assertThatThrownBy(() -> deserializer.configure(
                        Map.of("schema.registry.url", registry.url(), "ida.event.type", "java.lang.String"), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("java.lang.String");
    }

    @SuppressWarnings("unchecked")
    private static <T> T made(String className) throws Exception {
        return (T) Class.forName(className).getDeclaredConstructor().newInstance();
    }
}
