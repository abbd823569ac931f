package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.ida.events.Trace;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Writes a row as a JSON object from which every field can be had back: times are milliseconds since the epoch, what is
 * not set is null, and a map is a list of {@code {"key", "value"}} sorted by key, so that the columns of a table do not
 * depend on which keys there are.
 *
 * <p>How a field is written is found out once, from the schema: to ask each value what it is takes most of the time.
 */
final class RowJson {
    private static final Field[] TRACE = fields(Trace.getClassSchema());

    private RowJson() {}

    @FunctionalInterface
    private interface Writer {
        void write(Object value, JsonGenerator json) throws IOException;
    }

    private record Field(SerializableString name, int position, Writer writer) {
        void write(SpecificRecordBase record, JsonGenerator json) throws IOException {
            json.writeFieldName(name);
            writer.write(record.get(position), json);
        }
    }

    /** Writes one row, and returns that it is one. */
    static int write(Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("partition", row.partition());
        json.writeNumberField("offset", row.offset());
        for (Field field : TRACE) {
            field.write(row.trace(), json);
        }
        json.writeEndObject();
        return 1;
    }

    private static Field[] fields(Schema schema) {
        return schema.getFields().stream()
                .map(field -> new Field(new SerializedString(field.name()), field.pos(), writer(field.schema())))
                .toArray(Field[]::new);
    }

    private static Writer writer(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(fields(schema));
            case ARRAY -> array(writer(schema.getElementType()));
            case MAP -> entries(writer(schema.getValueType()));
            case UNION -> orNull(writer(RowSchema.present(schema)));
            case STRING, ENUM -> (value, json) -> json.writeString(value.toString());
            case INT -> (value, json) -> json.writeNumber((Integer) value);
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? (value, json) -> json.writeNumber(((Instant) value).toEpochMilli())
                        : (value, json) -> json.writeNumber((Long) value);
            case BOOLEAN -> (value, json) -> json.writeBoolean((Boolean) value);
            default -> throw new IllegalArgumentException("No trace has a field of type " + schema.getType() + ".");
        };
    }

    private static Writer record(Field[] fields) {
        return (value, json) -> {
            SpecificRecordBase record = (SpecificRecordBase) value;
            json.writeStartObject();
            for (Field field : fields) {
                field.write(record, json);
            }
            json.writeEndObject();
        };
    }

    private static Writer array(Writer element) {
        return (value, json) -> {
            json.writeStartArray();
            for (Object each : (List<?>) value) {
                element.write(each, json);
            }
            json.writeEndArray();
        };
    }

    private static Writer entries(Writer entryValue) {
        return (value, json) -> {
            Map<String, Object> sorted = new TreeMap<>();
            ((Map<?, ?>) value).forEach((key, each) -> sorted.put(key.toString(), each));
            json.writeStartArray();
            for (Map.Entry<String, Object> entry : sorted.entrySet()) {
                json.writeStartObject();
                json.writeStringField("key", entry.getKey());
                json.writeFieldName("value");
                entryValue.write(entry.getValue(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    private static Writer orNull(Writer writer) {
        return (value, json) -> {
            if (value == null) {
                json.writeNull();
            } else {
                writer.write(value, json);
            }
        };
    }
}
