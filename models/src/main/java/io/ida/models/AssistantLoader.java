package io.ida.models;

import io.ida.amplification.Assistant;
import io.ida.events.ModelVersion;
import io.ida.models.neural.NeuralAssistant;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Makes assistants of announced model versions. Immutable; safe for use by several threads. */
public final class AssistantLoader {
    private final ModelStore store;
    private final Map<String, CheckpointReading.Reader<? extends Assistant>> readers;

    /** A loader that knows every architecture of this module. */
    public AssistantLoader(ModelStore store) {
        this(
                store,
                Map.of(
                        TableCheckpoint.ARCHITECTURE, TableAssistant::read,
                        NeuralAssistant.ARCHITECTURE, NeuralAssistant::read));
    }

    /**
     * @param store where the checkpoints are
     * @param readers what reads a checkpoint, by architecture
     */
    public AssistantLoader(ModelStore store, Map<String, CheckpointReading.Reader<? extends Assistant>> readers) {
        this.store = store;
        this.readers = Map.copyOf(readers);
    }

    /** X_0: version 0 of any model, which nobody announces. Answers {@code idk} to everything. */
    public static Assistant untrained() {
        return TableAssistant.untrained();
    }

    /**
     * Loads a version; version 0 is {@link #untrained}. The caller closes the assistant.
     *
     * @throws CheckpointException if the checkpoint is missing, damaged or of an unknown architecture
     * @throws IOException if the store cannot be read for a reason that may pass
     */
    public Assistant load(ModelVersion version) throws IOException {
        if (version.getVersion() == 0) {
            return untrained();
        }
        CheckpointReading.Reader<? extends Assistant> reader = readers.get(version.getArchitecture());
        if (reader == null) {
            throw new CheckpointException("Version " + version.getVersion() + " of " + version.getName()
                    + " is of the unknown architecture '" + version.getArchitecture() + "'. Known: "
                    + String.join(", ", new TreeMap<>(readers).keySet()) + ".");
        }
        return CheckpointReading.verified(store, version.getLocation(), version.getSha256(), reader);
    }
}
