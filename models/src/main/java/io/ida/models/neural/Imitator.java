package io.ida.models.neural;

import io.ida.models.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** What a config makes of H&prime;: its tokens and its network, without parameters. Immutable. */
final class Imitator {
    static final String ARCHITECTURE = "supervisor/1";

    private final SupervisorConfig config;
    private final TranscriptTokens forms;
    private final SupervisorNetwork network;

    /** @throws IllegalArgumentException if the language is wrong */
    Imitator(SupervisorConfig config) {
        this.config = config;
        forms = new TranscriptTokens(config.language());
        network = new SupervisorNetwork(config.size(), forms);
    }

    SupervisorConfig config() {
        return config;
    }

    TranscriptTokens forms() {
        return forms;
    }

    SupervisorNetwork network() {
        return network;
    }

    /**
     * A checkpoint, open after its header.
     *
     * @param imitator made from its config, which it fits
     */
    record Stored(Imitator imitator, CheckpointFile file) {}

    /** @throws CheckpointException if it is no checkpoint of an H&prime;, or does not fit its config */
    static Stored open(InputStream in) throws IOException {
        CheckpointFile file = CheckpointFile.open(in, ARCHITECTURE);
        SupervisorConfig config = file.config(SupervisorConfig.class);
        Imitator imitator;
        try {
            imitator = new Imitator(config);
        } catch (IllegalArgumentException wrong) {
            throw new CheckpointException("its config makes no network: " + wrong.getMessage(), wrong);
        }
        file.requireFits(imitator.forms.vocabulary(), imitator.network.layout(), TrainedParameters.STATE);
        return new Stored(imitator, file);
    }

    void write(long steps, List<float[]> state, OutputStream out) throws IOException {
        CheckpointFile.Header header = CheckpointFile.Header.of(
                ARCHITECTURE, config, steps, forms.vocabulary(), network.layout(), TrainedParameters.STATE);
        CheckpointFile.write(header, state, out);
    }
}
