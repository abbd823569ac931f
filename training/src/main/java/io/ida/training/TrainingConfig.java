package io.ida.training;

import java.time.Duration;
import java.util.Map;

/**
 * Settings of the training job.
 *
 * @param client properties of Kafka and registry clients, with {@code topic.prefix} and {@code topic.partitions}
 * @param modelStore address of the model store: a path or a {@code file:} URI
 * @param architecture what models that start from scratch are
 * @param group consumer group; its members take turns, one works
 * @param parentTimeout how long a request waits for a parent that nobody has announced or requested
 */
public record TrainingConfig(
        Map<String, String> client, String modelStore, String architecture, String group, Duration parentTimeout) {
    public static final String MODEL_STORE = "model.store";
    public static final String ARCHITECTURE = "training.architecture";
    public static final String GROUP = "training.group.id";
    public static final String PARENT_TIMEOUT_MS = "training.parent.timeout.ms";

    public TrainingConfig {
        client = Map.copyOf(client);
        if (modelStore.isBlank()) {
            throw new IllegalArgumentException("The model store needs an address: set " + MODEL_STORE + ".");
        }
        if (parentTimeout.isNegative()) {
            throw new IllegalArgumentException(PARENT_TIMEOUT_MS + " cannot be negative.");
        }
    }

    /**
     * Settings by their keys, with defaults: {@value #MODEL_STORE} (required), {@value #ARCHITECTURE} ({@code
     * table/1}), {@value #GROUP} (the topic prefix followed by {@code training}), {@value #PARENT_TIMEOUT_MS} (60000).
     * All properties go to the clients, too.
     *
     * @throws IllegalArgumentException if one is missing or malformed; the message names it
     */
    public static TrainingConfig from(Map<String, String> properties) {
        Settings settings = new Settings(properties);
        return new TrainingConfig(
                properties,
                settings.text(MODEL_STORE),
                settings.text(ARCHITECTURE, TableLearner.FACTORY.architecture()),
                settings.text(GROUP, settings.text(Cluster.TOPIC_PREFIX, "ida.") + "training"),
                settings.millis(PARENT_TIMEOUT_MS, Duration.ofMinutes(1)));
    }
}
