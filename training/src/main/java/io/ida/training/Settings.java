package io.ida.training;

import io.ida.configuration.ClusterKeys;
import io.ida.configuration.GivenSettings;
import io.ida.configuration.KnownKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;

/** Properties with typed access; errors name the key. */
public record Settings(Map<String, String> properties) {
    /**
     * The settings of a process that leads a run: its file, and its environment, which wins.
     *
     * @param own the keys of the process, those of the run among them
     * @throws org.apache.kafka.common.config.ConfigException if a key is unknown, or an address is missing
     */
    public static Map<String, String> ofRun(Path file, Set<String> own) throws IOException {
        ConfigDef cluster = ClusterKeys.define(new ConfigDef());
        Set<String> keys = new HashSet<>(cluster.names());
        keys.addAll(own);
        Map<String, String> values = KnownKeys.of("a run", keys)
                .check(GivenSettings.ofProcess(Optional.of(file)))
                .values();
        cluster.parse(values);
        return values;
    }

    /** Without the values: secrets may be among them. */
    @Override
    public String toString() {
        return "Settings" + new TreeSet<>(properties.keySet());
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
        return number(key).orElse(otherwise);
    }

    /** A whole number; empty if the key is not there. */
    public OptionalLong number(String key) {
        String value = text(key, "");
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The setting " + key + " must be a whole number, not '" + value + "'.");
        }
    }

    /** A whole number that fits an int, or the default. */
    public int integer(String key, int otherwise) {
        return integer(key).orElse(otherwise);
    }

    /** A whole number that fits an int; empty if the key is not there. */
    public OptionalInt integer(String key) {
        OptionalLong value = number(key);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        long number = value.getAsLong();
        if (number != (int) number) {
            throw new IllegalArgumentException("The setting " + key + " is out of range: " + number + ".");
        }
        return OptionalInt.of((int) number);
    }

    /** A time in milliseconds, or the default. */
    public Duration millis(String key, Duration otherwise) {
        return Duration.ofMillis(number(key, otherwise.toMillis()));
    }
}
