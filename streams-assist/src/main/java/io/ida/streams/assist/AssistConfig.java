package io.ida.streams.assist;

import io.ida.models.DirectoryModelStore;
import io.ida.models.ModelStore;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the stage.
 *
 * @param modelStore where the checkpoints are
 * @param callsInFlight calls of assistants, and loads of checkpoints, at once
 * @param batchSize most questions in one call
 * @param maxReplyLength longest reply of an assistant, in characters
 * @param modelWait how long a question waits for the announcement of the version it is pinned to
 * @param modelsLoaded versions that stay loaded though nobody uses them at the moment
 * @param delay added to every call; zero for none
 */
record AssistConfig(
        ModelStore modelStore,
        int callsInFlight,
        int batchSize,
        int maxReplyLength,
        Duration modelWait,
        int modelsLoaded,
        Duration delay) {
    private static final String MODEL_STORE = "assist.model.store";

    static final ConfigDef KEYS = new ConfigDef()
            .define(
                    MODEL_STORE,
                    Type.STRING,
                    Importance.HIGH,
                    "Directory of the checkpoints, a path or a file: URI; the same for the training job.")
            .define(
                    "assist.calls.in.flight",
                    Type.INT,
                    4,
                    Range.between(1, 10_000),
                    Importance.MEDIUM,
                    "Calls of assistants that are not immediate, and loads of checkpoints, that run at once.")
            .define(
                    "assist.batch.size",
                    Type.INT,
                    64,
                    Range.between(1, 10_000),
                    Importance.MEDIUM,
                    "Most questions in one call. A call takes what is there and never waits for more.")
            .define(
                    "assist.max.reply.length",
                    Type.INT,
                    100_000,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Longest reply of an assistant, in characters; instead of a longer one there is a FAILED answer.")
            .define(
                    "assist.model.wait.ms",
                    Type.LONG,
                    30_000L,
                    Range.atLeast(0),
                    Importance.MEDIUM,
                    "How long a question waits for the announcement of the version it is pinned to, in milliseconds;"
                            + " never beyond its expiry.")
            .define(
                    "assist.models.loaded",
                    Type.INT,
                    8,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Model versions that stay loaded though nobody uses them at the moment.")
            .define(
                    "assist.delay.ms",
                    Type.LONG,
                    0L,
                    Range.atLeast(0),
                    Importance.LOW,
                    "Added to every call of an assistant, in milliseconds, to try out slow ones; 0 for none.");

    static AssistConfig from(AbstractConfig values) {
        return new AssistConfig(
                modelStore(values.getString(MODEL_STORE)),
                values.getInt("assist.calls.in.flight"),
                values.getInt("assist.batch.size"),
                values.getInt("assist.max.reply.length"),
                Duration.ofMillis(values.getLong("assist.model.wait.ms")),
                values.getInt("assist.models.loaded"),
                Duration.ofMillis(values.getLong("assist.delay.ms")));
    }

    private static ModelStore modelStore(String address) {
        try {
            return DirectoryModelStore.at(address);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException(MODEL_STORE, address, wrong.getMessage());
        }
    }
}
