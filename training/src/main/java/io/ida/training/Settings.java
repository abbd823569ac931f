package io.ida.training;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Properties with typed access; errors name the key. */
public record Settings(Map<String, String> properties) {
    /** Reads a properties file in UTF-8. */
    public static Map<String, String> file(Path path) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
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
