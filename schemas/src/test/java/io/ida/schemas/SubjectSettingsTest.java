package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.OffsetRange;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** The serializer under {@code auto.register.schemas} and {@code use.latest.version}. */
class SubjectSettingsTest {
    private static final Schema NEWER = SchemaBuilder.record("OffsetRange")
            .namespace("io.ida.events")
            .fields()
            .optionalString("topic")
            .requiredInt("partition")
            .requiredLong("from")
            .requiredLong("to")
            .endRecord();
    private static final Schema NARROWER = SchemaBuilder.record("OffsetRange")
            .namespace("io.ida.events")
            .fields()
            .requiredInt("partition")
            .requiredInt("from")
            .endRecord();

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final OffsetRange range = new OffsetRange(1, 2L, 3L);

    @Test
    void defaultsAreConfluents() {
        assertThat(SubjectSettings.from(Map.of())).isEqualTo(new SubjectSettings(true, false));
        assertThat(SubjectSettings.from(Map.of("auto.register.schemas", "false", "use.latest.version", true)))
                .isEqualTo(new SubjectSettings(false, true));
    }

    @Test
    void withoutAutoRegistrationAnUnknownSchemaIsRefused() throws Exception {
        assertThatThrownBy(() -> write(false, false))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("io.ida.events.OffsetRange for subject ranges-value");
        assertThatThrownBy(() -> registry.getAllVersions("ranges-value")).hasMessageContaining("Subject Not Found");
    }

    @Test
    void withoutAutoRegistrationARegisteredSchemaIsFound() throws Exception {
        int id = register(LanguageNeutral.of(OffsetRange.getClassSchema()));
        register(NEWER);
        assertThat(id(write(false, false))).isEqualTo(id);
    }

    @Test
    void autoRegistrationComesBeforeTheLatestVersion() throws Exception {
        int newer = register(NEWER);
        assertThat(id(write(true, true))).isNotEqualTo(newer);
    }

    @Test
    void theLatestVersionIsWhatTheBytesAreIn() throws Exception {
        register(LanguageNeutral.of(OffsetRange.getClassSchema()));
        int newer = register(NEWER);
        byte[] bytes = write(false, true);
        assertThat(id(bytes)).isEqualTo(newer);
        // topic: null is branch 0; then the fields of the older version.
        assertThat(bytes).endsWith(0, 2, 4, 6).hasSize(WireFormat.HEADER_BYTES + 4);
        assertThat(new AvroDeserializer<>(registry, OffsetRange.class, EventSize.UNLIMITED)
                        .deserialize("ranges", bytes))
                .isEqualTo(range);
    }

    @Test
    void theLatestVersionMayBeOurOwn() throws Exception {
        int id = register(LanguageNeutral.of(OffsetRange.getClassSchema()));
        assertThat(write(false, true)).containsExactly(0, 0, 0, 0, id, 2, 4, 6);
    }

    @Test
    void aLatestVersionThatCannotHoldTheEventIsRefused() throws Exception {
        register(NARROWER);
        assertThatThrownBy(() -> write(false, true))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("cannot hold this program's io.ida.events.OffsetRange");
    }

    private int register(Schema schema) throws Exception {
        return registry.register("ranges-value", new AvroSchema(schema));
    }

    private byte[] write(boolean autoRegister, boolean useLatest) {
        return new AvroSerializer<OffsetRange>(
                        registry, new SubjectSettings(autoRegister, useLatest), SubjectName.TOPIC, EventSize.UNLIMITED)
                .serialize("ranges", range);
    }

    private static int id(byte[] bytes) {
        return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    }
}
