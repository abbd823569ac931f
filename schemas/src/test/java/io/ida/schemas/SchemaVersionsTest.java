package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Records written with another version of a schema than this program's. */
class SchemaVersionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema CURRENT = LanguageNeutral.of(Question.getClassSchema());

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();

    @Test
    void anOlderRecordGetsDefaults() throws Exception {
        Schema older = changed(fields -> {
            for (int i = fields.size() - 1; i >= 0; i--) {
                if (java.util.Set.of("labels", "supervisor", "budget")
                        .contains(fields.get(i).get("name").asText())) {
                    fields.remove(i);
                }
            }
        });
        GenericRecord written = RandomEvents.generic(older, 1, 2).get(0);
        Question read = read(older, written);
        assertThat(read.getText()).isEqualTo(written.get("text").toString());
        assertThat(read.getSupervisor()).isEqualTo("scripted");
        assertThat(read.getBudget()).isEmpty();
        assertThat(read.getLabels()).isEqualTo(Map.of());
    }

    @Test
    void aNewerRecordLosesOnlyWhatIsNew() throws Exception {
        Schema newer = changed(fields -> fields.insert(
                0,
                JSON.createObjectNode()
                        .put("name", "mood")
                        .put("type", "string")
                        .put("default", "")));
        GenericRecord written = RandomEvents.generic(newer, 1, 3).get(0);
        assertThat(read(newer, written).getId()).isEqualTo(written.get("id").toString());
    }

    @Test
    void aNewerSymbolReadsAsTheEnumsDefault() {
        Schema newer = Schema.createEnum(
                "AnswerStatus", "", "io.ida.events", java.util.List.of("ANSWERED", "SHRUGGED"), "ANSWERED");
        Schema own = AnswerStatus.getClassSchema();
        assertThat(SchemaEvolution.problems("status", own, newer)).isEmpty();
        assertThat(own.getEnumDefault()).isEqualTo("FAILED");
    }

    private Question read(Schema writer, GenericRecord event) throws Exception {
        int id = registry.register("q-value", new AvroSchema(writer));
        byte[] avro = RandomEvents.bytes(writer, event);
        byte[] bytes = ByteBuffer.allocate(WireFormat.HEADER_BYTES + avro.length)
                .put(WireFormat.MAGIC)
                .putInt(id)
                .put(avro)
                .array();
        return new AvroDeserializer<>(registry, Question.class, EventSize.UNLIMITED).deserialize("q", bytes);
    }

    private static Schema changed(java.util.function.Consumer<ArrayNode> change) throws Exception {
        ObjectNode schema = (ObjectNode) JSON.readTree(CURRENT.toString());
        change.accept((ArrayNode) schema.get("fields"));
        return new Schema.Parser().parse(schema.toString());
    }
}
