package io.ida.cli;

import io.ida.configuration.ClusterKeys;
import io.ida.configuration.KnownKeys;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.training.TrainingConfig;
import io.ida.training.iterations.ControllerConfig;
import io.ida.training.learning.LearningApp;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** The keys of all processes, so that the command finds every misspelt one, whichever process it was meant for. */
final class AllKeys {
    static final KnownKeys KNOWN = KnownKeys.ofAll("ida", names());

    private AllKeys() {}

    private static Set<String> names() {
        Set<String> names = new HashSet<>(ClusterKeys.define(new ConfigDef()).names());
        for (Stage stage : Stages.ALL) {
            names.addAll(StageConfig.keys(stage).names());
        }
        names.addAll(TrainingConfig.KEYS.names());
        names.addAll(ControllerConfig.KEYS);
        names.addAll(LearningApp.KEYS);
        return names;
    }
}
