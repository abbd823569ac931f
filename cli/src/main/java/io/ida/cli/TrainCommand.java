package io.ida.cli;

import io.ida.training.TrainingConfig;
import io.ida.training.TrainingJob;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the training job. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Runs the training job against a cluster until Ctrl-C: trains the versions that are asked for and"
                + " announces them. Needs --bootstrap-server and --schema-registry.")
final class TrainCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Option(
            names = "--model-store",
            paramLabel = "ADDRESS",
            description = "Where checkpoints are kept: a path or a file: URI that the stage assist sees, too.")
    private String modelStore;

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description = "A property of the job or its clients; repeatable. Wins over --command-config.")
    private Map<String, String> properties = new HashMap<>();

    @Spec
    private CommandSpec spec;

    TrainCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() {
        Map<String, String> all = new HashMap<>(cluster.remote(spec));
        all.putAll(properties);
        if (modelStore != null) {
            all.put(TrainingConfig.MODEL_STORE, modelStore);
        }
        if (!all.containsKey(TrainingConfig.MODEL_STORE)) {
            throw new ParameterException(
                    spec.commandLine(), "Missing --model-store (or " + TrainingConfig.MODEL_STORE + ").");
        }
        TrainingJob job = new TrainingJob(config(all));
        try (ExitHook stop = ExitHook.of(job::close)) {
            job.run();
            return Ida.OK;
        }
    }

    private TrainingConfig config(Map<String, String> all) {
        try {
            return TrainingConfig.from(all);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }
}
