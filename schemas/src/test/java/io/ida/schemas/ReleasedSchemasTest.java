package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasedSchemasTest {
    private static final String BASE = """
            {"type": "record", "name": "E", "fields": [
              {"name": "id", "type": "string"},
              {"name": "count", "type": "int", "default": 0},
              {"name": "kind", "type": {"type": "enum", "name": "K", "symbols": ["A", "B"], "default": "A"}}]}""";

    static Stream<ReleasedSchemas.Released> released() {
        return ReleasedSchemas.all(ReleasedSchemas.ROOT).stream();
    }

    @Test
    void theFirstReleaseHasEveryEventItCameWith() {
        assertThat(released().filter(released -> released.release().equals("1")))
                .extracting(ReleasedSchemas.Released::event)
                .containsExactlyInAnyOrder(
                        "Amplification",
                        "Answer",
                        "Decomposition",
                        "ModelVersion",
                        "Question",
                        "Round",
                        "Run",
                        "Trace",
                        "Training");
    }

    @ParameterizedTest
    @MethodSource("released")
    void currentAndReleasedSchemasReadEachOther(ReleasedSchemas.Released released) {
        assertThat(ReleasedSchemas.events()).containsKey(released.event());
        Schema current = ReleasedSchemas.current(ReleasedSchemas.events().get(released.event()));
        assertThat(SchemaEvolution.problems(released.toString(), current, released.schema()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("released")
    void releasedRecordsAreRead(ReleasedSchemas.Released released) {
        Class<? extends SpecificRecord> type = ReleasedSchemas.events().get(released.event());
        Schema current = ReleasedSchemas.current(type);
        for (GenericRecord written : RandomEvents.generic(released.schema(), 50, 17)) {
            byte[] bytes = RandomEvents.bytes(released.schema(), written);
            SpecificRecord read = RandomEvents.readEvent(type, released.schema(), bytes);
            GenericRecord expected = RandomEvents.readGeneric(released.schema(), current, bytes);
            byte[] rewritten = RandomEvents.bytes(read.getSchema(), read);
            assertThat(RandomEvents.readGeneric(current, current, rewritten)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void currentRecordsAreReadByReleasedPrograms(ReleasedSchemas.Released released) {
        Class<? extends SpecificRecord> type = ReleasedSchemas.events().get(released.event());
        Schema current = ReleasedSchemas.current(type);
        for (GenericRecord written : RandomEvents.generic(current, 50, 19)) {
            GenericRecord read =
                    RandomEvents.readGeneric(current, released.schema(), RandomEvents.bytes(current, written));
            assertThat(released.schema().getFields())
                    .filteredOn(field -> current.getField(field.name()) == null)
                    .allSatisfy(gone -> assertThat(gone.hasDefaultValue()).isTrue());
            assertThat(read.getSchema()).isEqualTo(released.schema());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'id', 'type': 'string'}|",
                "'int', 'default': 0|'long', 'default': 0",
                "'name': 'id'|'name': 'identity'",
                "'type': 'string'|'type': 'boolean'",
                "{'name': 'id'|{'name': 'new', 'type': 'string'}, {'name': 'id'",
                "'name': 'E'|'name': 'F'",
                ", 'symbols': ['A', 'B'], 'default': 'A'|, 'symbols': ['A']",
            })
    void theCheckFindsIncompatibleChanges(String change) {
        String[] parts = change.replace('\'', '"').split("\\|", -1);
        assertThat(BASE).contains(parts[0]);
        String text = BASE.replace(parts[0], parts[1]).replaceFirst("\\[\\s*,", "[");
        assertThat(SchemaEvolution.problems("E", schema(text), schema(BASE))).isNotEmpty();
    }

    @Test
    void theCheckAllowsWhatGoesTogether() {
        List<String> texts = List.of(
                BASE.replace(
                        "{\"name\": \"id\"", "{\"name\": \"n\", \"type\": \"int\", \"default\": 1}, {\"name\": \"id\""),
                BASE.replace("\"int\", \"default\": 0", "\"int\", \"default\": 5, \"doc\": \"words\""),
                BASE.replace("{\"name\": \"count\", \"type\": \"int\", \"default\": 0},", ""),
                BASE.replace("\"B\"]", "\"B\", \"C\"]"));
        assertThat(texts)
                .doesNotContain(BASE)
                .allSatisfy(text -> assertThat(SchemaEvolution.problems("E", schema(text), schema(BASE)))
                        .isEmpty());
    }

    private static Schema schema(String text) {
        return new Schema.Parser().parse(text);
    }
}
