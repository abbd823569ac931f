package io.ida.training;

import io.ida.configuration.ClusterKeys;
import io.ida.configuration.EffectiveSettings;
import io.ida.configuration.GivenSettings;
import io.ida.configuration.KnownKeys;
import io.ida.configuration.Setting;
import io.ida.monitoring.MonitoringConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the training job.
 *
 * @param client properties of Kafka and registry clients, with {@code topic.prefix} and {@code topic.partitions}
 * @param monitoring where health and metrics are shown
 * @param modelStore address of the model store: a path or a {@code file:} URI
 * @param architecture what models that start from scratch are
 * @param group consumer group; its members take turns, one works
 * @param parentTimeout how long a request waits for a parent that nobody has announced or requested
 */
public record TrainingConfig(
        Map<String, String> client,
        MonitoringConfig monitoring,
        String modelStore,
        String architecture,
        String group,
        Duration parentTimeout) {
    public static final String MODEL_STORE = "model.store";
    public static final String ARCHITECTURE = "training.architecture";
    public static final String GROUP = "training.group.id";
    public static final String PARENT_TIMEOUT_MS = "training.parent.timeout.ms";

    /** The keys of the job, with their documentation. */
    public static final ConfigDef KEYS = ClusterKeys.define(MonitoringConfig.define(new ConfigDef()))
            .define(
                    MODEL_STORE,
                    Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    Importance.HIGH,
                    "Model store that checkpoints are written to: a directory or a file: URI.")
            .define(
                    ARCHITECTURE,
                    Type.STRING,
                    TableLearner.FACTORY.architecture(),
                    Importance.MEDIUM,
                    "What models that start from scratch are.")
            .define(
                    GROUP,
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "Consumer group of the job; its members take turns, one works. Empty: the topic prefix followed by"
                            + " training.")
            .define(
                    PARENT_TIMEOUT_MS,
                    Type.LONG,
                    60_000L,
                    Range.atLeast(0),
                    Importance.LOW,
                    "How long a request waits for a parent version that nobody has announced or requested, in"
                            + " milliseconds.");

    public TrainingConfig {
        client = Map.copyOf(client);
        if (modelStore.isBlank()) {
            throw new IllegalArgumentException("The model store needs an address: set " + MODEL_STORE + ".");
        }
        if (parentTimeout.isNegative()) {
            throw new IllegalArgumentException(PARENT_TIMEOUT_MS + " cannot be negative.");
        }
    }

    /** Without what is in the properties of clients: secrets among them. */
    @Override
    public String toString() {
        return "TrainingConfig[modelStore=" + modelStore + ", architecture=" + architecture + ", group=" + group
                + ", parentTimeout=" + parentTimeout + ", " + monitoring + "]";
    }

    /**
     * Settings by their keys, see {@link #KEYS}.
     *
     * @throws IllegalArgumentException if one is missing, malformed or unknown; the message names it
     */
    public static TrainingConfig from(GivenSettings given) {
        try {
            Map<String, String> properties = concerning(given).values();
            AbstractConfig values = new AbstractConfig(KEYS, properties, false);
            String group = values.getString(GROUP);
            return new TrainingConfig(
                    properties,
                    MonitoringConfig.from(values),
                    values.getString(MODEL_STORE),
                    values.getString(ARCHITECTURE),
                    group.isBlank() ? values.getString(ClusterKeys.TOPIC_PREFIX) + "training" : group,
                    Duration.ofMillis(values.getLong(PARENT_TIMEOUT_MS)));
        } catch (ConfigException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }

    /**
     * Those of the settings that concern the job; others may be for other processes.
     *
     * @throws ConfigException if nobody knows a key
     */
    public static GivenSettings concerning(GivenSettings given) {
        return KnownKeys.of("the training job", KEYS.names()).check(given);
    }

    /**
     * All that the job runs with other than Kafka's defaults.
     *
     * @throws IllegalArgumentException as {@link #from(GivenSettings)} does
     */
    public static List<Setting> effective(GivenSettings given) {
        TrainingConfig config = from(given);
        Map<String, String> defaults = ClientDefaults.of(config.client);
        defaults.put(GROUP, config.group);
        return EffectiveSettings.of(KEYS, defaults, concerning(given), ClientDefaults.fixed());
    }

    /** Like {@link #from(GivenSettings)}, with properties that a program gives. */
    public static TrainingConfig from(Map<String, String> properties) {
        return from(GivenSettings.of(properties));
    }
}
