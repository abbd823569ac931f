package io.ida.embedded;

import io.ida.monitoring.MonitoringConfig;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StateMemory;
import io.ida.tracing.TracingConfig;
import io.ida.training.TrainingConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The properties of a {@link LocalPipeline}, and which of its parts gets which of them. */
final class LocalPipelineProperties {
    private static final String TRAINING_PREFIX = "training.";
    private static final String STATE_DIRECTORY = "state.dir";

    /** Where the stages that serve models find the checkpoints that the training job writes. */
    private static final List<String> MODEL_STORES =
            List.of("assist.model.store", "decompose.model.store", "synthesize.model.store");

    private final Map<String, String> all;

    private LocalPipelineProperties(Map<String, String> all) {
        this.all = Map.copyOf(all);
    }

    static LocalPipelineProperties of(
            Path data, String bootstrapServers, String registryUrl, Map<String, String> extra) {
        String models = data.resolve("models").toAbsolutePath().toString();
        Map<String, String> all = new HashMap<>();
        all.put(STATE_DIRECTORY, data.resolve("state").toAbsolutePath().toString());
        all.put(TrainingConfig.MODEL_STORE, models);
        MODEL_STORES.forEach(store -> all.put(store, models));
        all.putAll(extra);
        all.put("bootstrap.servers", bootstrapServers);
        all.put("schema.registry.url", registryUrl);
        return new LocalPipelineProperties(all);
    }

    String bootstrapServers() {
        return all.get("bootstrap.servers");
    }

    String registryUrl() {
        return all.get("schema.registry.url");
    }

    /** Kafka Streams fails if two stages of one process make the same directory at the same moment. */
    void makeStateDirectory() {
        try {
            Files.createDirectories(Path.of(all.get(STATE_DIRECTORY)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> client() {
        return only(key -> !isStages(key) && !isTraining(key) && !isProcess(key));
    }

    Map<String, String> stage(Stage stage) {
        return only(key ->
                stage.keys().names().contains(key) || (!isStages(key) && !isTraining(key) && !isMonitoring(key)));
    }

    Map<String, String> training() {
        return only(key -> isTraining(key) || (!isStages(key) && !isProcess(key)));
    }

    private static boolean isMonitoring(String key) {
        return MonitoringConfig.KEYS.contains(key);
    }

    /** What all stages have, and clients and the training job have not. */
    private static boolean isProcess(String key) {
        return key.equals(STATE_DIRECTORY)
                || key.equals(StateMemory.BYTES)
                || isMonitoring(key)
                || TracingConfig.KEYS.contains(key);
    }

    private static boolean isStages(String key) {
        return LocalStages.ALL.stream().anyMatch(stage -> key.startsWith(stage.name() + "."));
    }

    private static boolean isTraining(String key) {
        return key.equals(TrainingConfig.MODEL_STORE) || key.startsWith(TRAINING_PREFIX);
    }

    private Map<String, String> only(Predicate<String> wanted) {
        Map<String, String> chosen = new HashMap<>(all);
        chosen.keySet().removeIf(wanted.negate());
        return Map.copyOf(chosen);
    }
}
