package io.ida.streams.models;

import io.ida.models.DirectoryModelStore;
import io.ida.models.ModelStore;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * How a stage runs learned supervisors.
 *
 * @param stage name of the stage
 * @param modelStore where the checkpoints are; empty if the stage runs none
 * @param callsInFlight calls of supervisors, and loads of checkpoints, at once
 * @param batchSize most nodes in one call
 * @param modelWait how long a node waits for the announcement of its supervisor's version
 * @param modelsLoaded versions that stay loaded though nobody uses them at the moment
 */
public record SupervisionConfig(
        String stage,
        Optional<ModelStore> modelStore,
        int callsInFlight,
        int batchSize,
        Duration modelWait,
        int modelsLoaded) {
    private static final String MODEL_STORE = ".model.store";
    private static final String CALLS_IN_FLIGHT = ".calls.in.flight";
    private static final String BATCH_SIZE = ".batch.size";
    private static final String MODEL_WAIT = ".model.wait.ms";
    private static final String MODELS_LOADED = ".models.loaded";

    /** Adds the keys to those of a stage. */
    public static ConfigDef define(String stage, ConfigDef keys) {
        return keys.define(
                        stage + MODEL_STORE,
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "Directory of the checkpoints, a path or a file: URI; the same for the training job. Needed for"
                                + " learned supervisors only.")
                .define(
                        stage + CALLS_IN_FLIGHT,
                        Type.INT,
                        1,
                        Range.between(1, 10_000),
                        Importance.LOW,
                        "Calls of learned supervisors, and loads of their checkpoints, that run at once.")
                .define(
                        stage + BATCH_SIZE,
                        Type.INT,
                        256,
                        Range.between(1, 10_000),
                        Importance.LOW,
                        "Most nodes in one call of a learned supervisor. A call takes what is there and never waits for"
                                + " more.")
                .define(
                        stage + MODEL_WAIT,
                        Type.LONG,
                        30_000L,
                        Range.atLeast(0),
                        Importance.LOW,
                        "How long a node waits for the announcement of the version of its learned supervisor, in"
                                + " milliseconds; never beyond its expiry.")
                .define(
                        stage + MODELS_LOADED,
                        Type.INT,
                        2,
                        Range.atLeast(1),
                        Importance.LOW,
                        "Versions of learned supervisors that stay loaded though nobody uses them at the moment.");
    }

    /** Reads the keys of a stage. */
    public static SupervisionConfig from(String stage, AbstractConfig values) {
        return new SupervisionConfig(
                stage,
                modelStore(stage + MODEL_STORE, values),
                values.getInt(stage + CALLS_IN_FLIGHT),
                values.getInt(stage + BATCH_SIZE),
                Duration.ofMillis(values.getLong(stage + MODEL_WAIT)),
                values.getInt(stage + MODELS_LOADED));
    }

    private static Optional<ModelStore> modelStore(String key, AbstractConfig values) {
        String address = values.getString(key);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(DirectoryModelStore.at(address));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException(key, address, wrong.getMessage());
        }
    }

    /** Why learned supervisors are not run, if they are not. */
    String withoutStore() {
        return "Learned supervisors are not run here: " + stage + MODEL_STORE + " is not set.";
    }
}
