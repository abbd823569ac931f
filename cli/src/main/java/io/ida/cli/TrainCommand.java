package io.ida.cli;

import io.ida.monitoring.Monitoring;
import io.ida.monitoring.MonitoringConfig;
import io.ida.training.TrainingConfig;
import io.ida.training.TrainingJob;
import java.util.HashMap;
import java.util.Map;
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
        TrainingConfig config = config(all);
        AtomicReference<TrainingJob> job = new AtomicReference<>();
        try (Monitoring monitoring = monitoring(all);
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

    private Monitoring monitoring(Map<String, String> all) {
        try {
            return Monitoring.start(MonitoringConfig.from(all));
        } catch (ConfigException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
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
