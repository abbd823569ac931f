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
    private static final Shape TRACE = Shape.of(Trace.getClassSchema());

    private RowJson() {}

    /** Writes one row, and returns that it is one. */
    static int write(Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("partition", row.partition());
        json.writeNumberField("offset", row.offset());
        TRACE.writeFields(row.trace(), json);
        json.writeEndObject();
        return 1;
    }

    private enum Kind {
        RECORD,
        LIST,
        MAP,
        TEXT,
        INT,
        LONG,
        TIME,
        BOOLEAN
    }

    private record Field(SerializableString name, int position, Shape shape) {}

    /**
     * What the values of a schema look like.
     *
     * @param fields of a record
     * @param element of a list, or value of a map
     */
    private record Shape(Kind kind, Field[] fields, Shape element) {
        static Shape of(Schema schema) {
            return switch (schema.getType()) {
                case RECORD -> new Shape(Kind.RECORD, fields(schema), null);
                case ARRAY -> new Shape(Kind.LIST, null, of(schema.getElementType()));
                case MAP -> new Shape(Kind.MAP, null, of(schema.getValueType()));
                case UNION -> of(RowSchema.present(schema));
                case STRING, ENUM -> of(Kind.TEXT);
                case INT -> of(Kind.INT);
                case LONG ->
                    of(schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? Kind.TIME : Kind.LONG);
                case BOOLEAN -> of(Kind.BOOLEAN);
                default -> throw new IllegalArgumentException("No trace has a field of type " + schema.getType() + ".");
            };
        }

        private static Shape of(Kind kind) {
            return new Shape(kind, null, null);
        }

        private static Field[] fields(Schema schema) {
            return schema.getFields().stream()
                    .map(field -> new Field(new SerializedString(field.name()), field.pos(), of(field.schema())))
                    .toArray(Field[]::new);
        }

        /** @param value null if it is not set */
        void write(Object value, JsonGenerator json) throws IOException {
            if (value == null) {
                json.writeNull();
                return;
            }
            switch (kind) {
                case TEXT -> json.writeString(value.toString());
                case INT -> json.writeNumber((Integer) value);
                case LONG -> json.writeNumber((Long) value);
                case TIME -> json.writeNumber(((Instant) value).toEpochMilli());
                case BOOLEAN -> json.writeBoolean((Boolean) value);
                case RECORD -> {
                    json.writeStartObject();
                    writeFields((SpecificRecordBase) value, json);
                    json.writeEndObject();
                }
                case LIST -> writeList((List<?>) value, json);
                case MAP -> writeEntries((Map<?, ?>) value, json);
            }
        }

        void writeFields(SpecificRecordBase record, JsonGenerator json) throws IOException {
            for (Field field : fields) {
                json.writeFieldName(field.name());
                field.shape().write(record.get(field.position()), json);
            }
        }

        private void writeList(List<?> list, JsonGenerator json) throws IOException {
            json.writeStartArray();
            for (Object each : list) {
                element.write(each, json);
            }
            json.writeEndArray();
        }

        private void writeEntries(Map<?, ?> map, JsonGenerator json) throws IOException {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(key.toString(), each));
            json.writeStartArray();
            for (Map.Entry<String, Object> entry : sorted.entrySet()) {
                json.writeStartObject();
                json.writeStringField("key", entry.getKey());
                json.writeFieldName("value");
                element.write(entry.getValue(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
