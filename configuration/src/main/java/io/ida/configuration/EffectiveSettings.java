package io.ida.configuration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** What a process runs with: its own keys, Kafka's that it sets otherwise than Kafka, and all that was given. */
public final class EffectiveSettings {
    private static final String DEFAULT = "default";
    private static final String FIXED = "fixed";

    private EffectiveSettings() {}

    /**
     * The settings of a process, by key in order. What is not there has Kafka's default.
     *
     * @param own keys of the process
     * @param defaults of the process for keys of Kafka, and what it makes of its own
     * @param given the settings that concern the process
     * @param fixed what the process sets whatever was given
     */
    public static List<Setting> of(ConfigDef own, Map<?, ?> defaults, GivenSettings given, Map<?, ?> fixed) {
        Map<String, Setting> settings = new TreeMap<>();
        for (ConfigKey key : own.configKeys().values()) {
            if (key.hasDefault() && key.defaultValue != null) {
                put(settings, key.name, ConfigDef.convertToString(key.defaultValue, key.type), DEFAULT);
            }
        }
        defaults.forEach((key, value) -> put(settings, key.toString(), text(value), DEFAULT));
        given.all().forEach(setting -> settings.put(setting.key(), setting));
        fixed.forEach((key, value) -> put(settings, key.toString(), text(value), FIXED));
        return List.copyOf(settings.values());
    }

    private static void put(Map<String, Setting> settings, String key, String value, String source) {
        settings.put(key, new Setting(key, value, source));
    }

    private static String text(Object value) {
        return value instanceof Class<?> type ? type.getName() : String.valueOf(value);
    }
}
