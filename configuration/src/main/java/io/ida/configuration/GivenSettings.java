package io.ida.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What a process was told, and by whom. There is one precedence for all processes: flags win over the environment, the
 * environment over the file, the file over the defaults, which are not in here. Immutable.
 */
public final class GivenSettings {
    private static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;

    private final Map<String, Setting> settings;

    private GivenSettings(Map<String, Setting> settings) {
        this.settings = settings;
    }

    /**
     * Reads all sources.
     *
     * @param file a properties file in UTF-8
     * @param environment the variables of the process; those that begin with {@code KAFKA_} or {@code IDA_} are settings
     * @param flags of the command line
     * @throws IOException if the file cannot be read
     * @throws org.apache.kafka.common.config.ConfigException if two variables give one key
     */
    public static GivenSettings read(Optional<Path> file, Map<String, String> environment, Map<String, String> flags)
            throws IOException {
        Map<String, Setting> settings = new TreeMap<>();
        if (file.isPresent()) {
            add(settings, load(file.get()), "file " + file.get());
        }
        settings.putAll(EnvironmentVariables.settings(environment));
        add(settings, flags, "flag");
        return new GivenSettings(settings);
    }

    /** The settings of a process without flags: its file, if it has one, and its environment. */
    public static GivenSettings ofProcess(Optional<Path> file) throws IOException {
        return read(file, System.getenv(), Map.of());
    }

    /** Takes the settings out of the variables of a process that is to be started: its file is to say all. */
    public static void removeFrom(Map<String, String> environment) {
        environment
                .entrySet()
                .removeIf(variable -> EnvironmentVariables.isSetting(variable.getKey(), variable.getValue()));
    }

    /** Settings that a program gives. */
    public static GivenSettings of(Map<String, String> properties) {
        Map<String, Setting> settings = new TreeMap<>();
        add(settings, properties, "program");
        return new GivenSettings(settings);
    }

    /** All settings, by key in order. Values that refer to a secret kept elsewhere still do. */
    public Collection<Setting> all() {
        return settings.values();
    }

    /** The setting of a key, if it was given. */
    public Optional<Setting> of(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /**
     * The values by their keys. References such as {@code ${file:/run/secrets/broker:password}} are resolved by the
     * providers that {@code config.providers} names, as Kafka's clients do; so they serve the registry's client, too.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a provider does not exist or fails
     */
    public Map<String, String> values() {
        Map<String, String> values = settings.values().stream().collect(Collectors.toMap(Setting::key, Setting::value));
        if (!values.containsKey(PROVIDERS)) {
            return values;
        }
        Map<String, String> resolved = new AbstractConfig(new ConfigDef(), values, false).originalsStrings();
        resolved.keySet().removeIf(key -> key.startsWith(PROVIDERS));
        return resolved;
    }

    /** The same settings and one more, which wins. */
    public GivenSettings with(String key, String value, String source) {
        Map<String, Setting> more = new TreeMap<>(settings);
        more.put(key, new Setting(key, value, source));
        return new GivenSettings(more);
    }

    /** What a function makes of each setting, without those of which it makes nothing. */
    GivenSettings map(Function<Setting, Optional<Setting>> function) {
        Map<String, Setting> mapped = new TreeMap<>();
        settings.forEach((key, setting) -> function.apply(setting).ifPresent(made -> mapped.put(key, made)));
        return new GivenSettings(mapped);
    }

    private static void add(Map<String, Setting> settings, Map<String, String> values, String source) {
        values.forEach((key, value) -> settings.put(key, new Setting(key, value, source)));
    }

    private static Map<String, String> load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }
}
