package io.ida.training;

import io.ida.configuration.ClusterKeys;
import io.ida.configuration.GivenSettings;
import io.ida.configuration.KnownKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Properties with typed access; errors name the key. */
public record Settings(Map<String, String> properties) {
    /**
     * The settings of a process that leads a run: its file, and its environment, which wins.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a key is unknown, other than one of the run
     */
    public static Map<String, String> ofRun(Path file) throws IOException {
        GivenSettings given = GivenSettings.ofProcess(Optional.of(file));
        KnownKeys.of("a run", ClusterKeys.define(new ConfigDef()).names()).check(given);
        return given.values();
    }

    /** The value of a key that must be there. */
    public String text(String key) {
        String value = properties.get(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The setting " + key + " is missing.");
        }
        return value.strip();
    }

    /** The value of a key, or the default. */
    public String text(String key, String otherwise) {
        String value = properties.get(key);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    /** A whole number, or the default. */
    public long number(String key, long otherwise) {
        String value = text(key, Long.toString(otherwise));
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The setting " + key + " must be a whole number, not '" + value + "'.");
        }
    }

    /** A whole number that fits an int, or the default. */
    public int integer(String key, int otherwise) {
        long value = number(key, otherwise);
        if (value != (int) value) {
            throw new IllegalArgumentException("The setting " + key + " is out of range: " + value + ".");
        }
        return (int) value;
    }

    /** A time in milliseconds, or the default. */
    public Duration millis(String key, Duration otherwise) {
        return Duration.ofMillis(number(key, otherwise.toMillis()));
    }
}
