package io.ida.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Events as JSON for people and their tools: fields by name, times in ISO-8601, null for what is not set, and none of
 * Avro's own wrapping of unions.
 */
final class EventJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventJson() {}

    /** An event as a JSON object. */
    static ObjectNode of(SpecificRecord event) {
        ObjectNode object = NODES.objectNode();
        for (Schema.Field field : event.getSchema().getFields()) {
            object.set(field.name(), node(event.get(field.pos())));
        }
        return object;
    }

    /** A node on one line. */
    static String line(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written.", e);
        }
    }

    private static JsonNode node(Object value) {
        if (value == null || Instant.EPOCH.equals(value)) {
            return NODES.nullNode();
        }
        if (value instanceof SpecificRecord event) {
            return of(event);
        }
        if (value instanceof Collection<?> values) {
            ArrayNode array = NODES.arrayNode();
            values.forEach(element -> array.add(node(element)));
            return array;
        }
        if (value instanceof Map<?, ?> entries) {
            ObjectNode object = NODES.objectNode();
            entries.forEach((key, element) -> object.set(key.toString(), node(element)));
            return object;
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        return NODES.textNode(value.toString());
    }
}
