package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Writes a row as a JSON object from which every field can be had back: times are milliseconds since the epoch, what is
 * not set is null, and a map is a list of {@code {"key", "value"}} sorted by key, so that the columns of a table do not
 * depend on which keys there are.
 */
final class RowJson {
    private RowJson() {}

    static void write(Row row, JsonGenerator json) throws IOException {
        record(row.asRecord(), json);
    }

    private static void record(IndexedRecord record, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Schema.Field field : record.getSchema().getFields()) {
            json.writeFieldName(field.name());
            value(record.get(field.pos()), json);
        }
        json.writeEndObject();
    }

    private static void value(Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof IndexedRecord nested) {
            record(nested, json);
        } else if (value instanceof Collection<?> elements) {
            json.writeStartArray();
            for (Object element : elements) {
                value(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> entries) {
            entries(entries, json);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Instant time) {
            json.writeNumber(time.toEpochMilli());
        } else {
            json.writeString(value.toString());
        }
    }

    private static void entries(Map<?, ?> entries, JsonGenerator json) throws IOException {
        Map<String, Object> sorted = new TreeMap<>();
        entries.forEach((key, value) -> sorted.put(key.toString(), value));
        json.writeStartArray();
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            json.writeStartObject();
            json.writeStringField("key", entry.getKey());
            json.writeFieldName("value");
            value(entry.getValue(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
