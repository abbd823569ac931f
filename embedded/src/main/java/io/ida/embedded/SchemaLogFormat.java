package io.ida.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.embedded.RegistryChange.LevelSet;
import io.ida.embedded.RegistryChange.SchemaVersion;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How a {@link RegistryChange} is written in Kafka: as JSON with the field names that Confluent's registry uses in its own
 * topic. Compaction compares keys byte by byte, so their fields have a fixed order.
 */
final class SchemaLogFormat {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String topic;

    SchemaLogFormat(String topic) {
        this.topic = topic;
    }

    ProducerRecord<String, String> write(RegistryChange change) {
        if (change instanceof SchemaVersion stored) {
            return new ProducerRecord<>(topic, 0, key(stored), value(stored));
        }
        LevelSet set = (LevelSet) change;
        return new ProducerRecord<>(
                topic, 0, key(set), set.level().map(SchemaLogFormat::value).orElse(null));
    }

    /** Empty for entries that carry nothing. */
    Optional<RegistryChange> read(ConsumerRecord<String, String> entry) {
        JsonNode key = parse(entry.key());
        String type = key.path("keytype").asText();
        switch (type) {
            case "SCHEMA":
                return Optional.of(schemaVersion(entry));
            case "CONFIG":
                return Optional.of(levelSet(key, entry.value()));
            case "NOOP":
                return Optional.empty();
            default:
                throw foreign(entry);
        }
    }

    private SchemaVersion schemaVersion(ConsumerRecord<String, String> entry) {
        if (entry.value() == null) {
            throw foreign(entry);
        }
        JsonNode value = parse(entry.value());
        if (!value.path("schemaType").asText("AVRO").equals("AVRO")
                || !value.path("references").isEmpty()) {
            throw foreign(entry);
        }
        return new SchemaVersion(
                value.path("subject").asText(),
                value.path("version").asInt(),
                value.path("id").asInt(),
                value.path("schema").asText(),
                value.path("deleted").asBoolean());
    }

    private static LevelSet levelSet(JsonNode key, String value) {
        Optional<String> subject = Optional.ofNullable(key.path("subject").textValue());
        return new LevelSet(
                subject,
                Optional.ofNullable(value)
                        .map(text -> CompatibilityLevel.named(
                                parse(text).path("compatibilityLevel").asText())));
    }

    private static String key(SchemaVersion stored) {
        return object("SCHEMA")
                .put("subject", stored.subject())
                .put("version", stored.version())
                .put("magic", 1)
                .toString();
    }

    private static String key(LevelSet set) {
        return object("CONFIG")
                .put("subject", set.subject().orElse(null))
                .put("magic", 0)
                .toString();
    }

    private static String value(SchemaVersion stored) {
        return JSON.createObjectNode()
                .put("subject", stored.subject())
                .put("version", stored.version())
                .put("id", stored.id())
                .put("schema", stored.schema())
                .put("deleted", stored.deleted())
                .toString();
    }

    private static String value(CompatibilityLevel level) {
        return JSON.createObjectNode().put("compatibilityLevel", level.name()).toString();
    }

    private static ObjectNode object(String type) {
        return JSON.createObjectNode().put("keytype", type);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text == null ? "" : text);
        } catch (JsonProcessingException e) {
            throw new LocalServiceException("The schema log holds something that is not JSON: " + text, e);
        }
    }

    private LocalServiceException foreign(ConsumerRecord<String, String> entry) {
        return new LocalServiceException("The topic " + topic + " was written by a registry that can do more than this"
                + " one: entry " + entry.offset() + " has the key " + entry.key()
                + ". Use that registry, or another cluster.");
    }
}
