package io.ida.schemas;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/**
 * How a serializer finds the id of its schema.
 *
 * @param autoRegister {@code auto.register.schemas}: register a schema that the subject does not have
 * @param useLatest {@code use.latest.version}: with auto-registration off, write with the subject's latest schema
 */
record SubjectSettings(boolean autoRegister, boolean useLatest) {
    static SubjectSettings from(Map<String, ?> properties) {
        return new SubjectSettings(
                flag(properties, "auto.register.schemas", true), flag(properties, "use.latest.version", false));
    }

    static String required(Map<String, ?> properties, String key) {
        Object value = properties.get(key);
        if (value == null || value.toString().isBlank()) {
            throw new ConfigException("Missing '" + key + "': give the address of the schema registry.");
        }
        return value.toString();
    }

    private static boolean flag(Map<String, ?> properties, String key, boolean otherwise) {
        Object value = properties.get(key);
        return value == null ? otherwise : Boolean.parseBoolean(value.toString());
    }
}
