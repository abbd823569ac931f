package io.ida.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** A request as the routes see it: the variable parts of its path, its query parameters and its body. */
record RegistryCall(List<String> variables, Map<String, String> query, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String subject() {
        return variables.get(0);
    }

    String version() {
        return variables.get(1);
    }

    int id() {
        try {
            return Integer.parseInt(variables.get(0));
        } catch (NumberFormatException e) {
            throw RegistryRefusal.noSuchPath(variables.get(0));
        }
    }

    boolean asks(String flag) {
        return Boolean.parseBoolean(query.get(flag));
    }

    boolean withDeleted() {
        return asks("deleted");
    }

    /** The text of the schema in the body, which must be of a kind that this registry serves. */
    String schema() {
        JsonNode request = json();
        String type = request.path("schemaType").asText("AVRO");
        if (!request.path("schemaType").isNull() && !type.equals("AVRO")) {
            throw RegistryRefusal.invalidSchema("this registry serves AVRO only, not " + type);
        }
        if (!request.path("references").isEmpty()) {
            throw RegistryRefusal.invalidSchema("this registry does not serve references: inline the types");
        }
        String schema = request.path("schema").asText("");
        if (schema.isBlank()) {
            throw RegistryRefusal.invalidSchema("it is empty");
        }
        return schema;
    }

    CompatibilityLevel level() {
        return CompatibilityLevel.named(json().path("compatibility").asText(""));
    }

    private JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw RegistryRefusal.malformed("The body is not JSON: " + e.getOriginalMessage());
        }
    }
}
