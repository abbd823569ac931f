package io.ida.training;

import io.ida.configuration.GivenSettings;
import io.ida.monitoring.Monitoring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The training job as a process of its own: {@code TrainingApp [FILE]} with a properties file, see {@link TrainingConfig}. */
public final class TrainingApp {
    private TrainingApp() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(arguments));
    }

    /** Runs the process and returns its exit code: 0 done, 1 failed, 2 wrong arguments or configuration. */
    public static int run(String... arguments) throws IOException, InterruptedException {
        if (arguments.length > 1) {
            System.err.println(
                    "Usage: TrainingApp [FILE], a properties file with bootstrap.servers, schema.registry.url"
                            + " and model.store");
            return 2;
        }
        Optional<Path> file = Stream.of(arguments).findFirst().map(Path::of);
        return ProcessMain.run("training", () -> TrainingConfig.from(GivenSettings.ofProcess(file)), TrainingApp::run);
    }

    private static void run(TrainingConfig config) {
        try (Monitoring monitoring = Monitoring.start(config.monitoring())) {
            TrainingJob job = new TrainingJob(config, monitoring, TrainingListener.NONE);
            Runtime.getRuntime().addShutdownHook(new Thread(job::close, "stop-training"));
            job.run();
        }
    }
}
