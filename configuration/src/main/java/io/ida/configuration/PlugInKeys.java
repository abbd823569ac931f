package io.ida.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The keys that only plug-ins of Kafka's clients know, as the process was told by {@link KnownKeys#PLUG_INS}. */
record PlugInKeys(List<String> patterns) {
    private static final String ANY_ENDING = "*";

    static PlugInKeys of(Map<String, String> properties) {
        return new PlugInKeys(
                Arrays.stream(properties.getOrDefault(KnownKeys.PLUG_INS, "").split(","))
                        .map(String::strip)
                        .filter(pattern -> !pattern.isEmpty())
                        .toList());
    }

    boolean contains(String key) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith(ANY_ENDING)
                        ? key.startsWith(pattern.substring(0, pattern.length() - 1))
                        : key.equals(pattern));
    }
}
