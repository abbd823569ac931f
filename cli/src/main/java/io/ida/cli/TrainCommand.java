package io.ida.cli;

import io.ida.configuration.GivenSettings;
import io.ida.monitoring.Monitoring;
import io.ida.training.TrainingConfig;
import io.ida.training.TrainingJob;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.config.ConfigException;
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
                + " announces them. Needs --bootstrap-server and --schema-registry. With --output json, prints each version"
                + " and its steps, once a second, as JSON lines.")
final class TrainCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Option(
            names = "--model-store",
            paramLabel = "ADDRESS",
            description = "Where checkpoints are kept: a path or a file: URI that the stage assist sees, too.")
    private String modelStore;

    @Spec
    private CommandSpec spec;

    TrainCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() {
        GivenSettings given = cluster.remote(spec);
        if (modelStore != null) {
            given = given.with(TrainingConfig.MODEL_STORE, modelStore, "flag --model-store");
        }
        if (given.of(TrainingConfig.MODEL_STORE).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Missing --model-store (or " + TrainingConfig.MODEL_STORE + ").");
        }
        TrainingConfig config = config(given);
        AtomicReference<TrainingJob> job = new AtomicReference<>();
        try (Monitoring monitoring = monitoring(config);
                TrainingReports reports = new TrainingReports(
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr(),
                        cluster.isJson(),
                        System::nanoTime,
                        () -> new Thread(() -> job.get().close(), "ida-nobody-reads").start())) {
            job.set(new TrainingJob(config, monitoring, reports));
            try (ExitHook stop = ExitHook.of(job.get()::close)) {
                job.get().run();
                return Ida.OK;
            }
        }
    }

    private Monitoring monitoring(TrainingConfig config) {
        try {
            return Monitoring.start(config.monitoring());
        } catch (ConfigException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    private TrainingConfig config(GivenSettings given) {
        try {
            return TrainingConfig.from(given);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }
}
