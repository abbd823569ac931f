package io.ida.training;

import io.ida.configuration.GivenSettings;
import io.ida.monitoring.Monitoring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The training job as a process of its own: {@code TrainingApp [FILE]} with a properties file, see {@link TrainingConfig}. */
public final class TrainingApp {
    private TrainingApp() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 1) {
            System.err.println(
                    "Usage: TrainingApp [FILE], a properties file with bootstrap.servers, schema.registry.url"
                            + " and model.store");
            System.exit(2);
        }
        TrainingConfig config = TrainingConfig.from(
                GivenSettings.ofProcess(Stream.of(arguments).findFirst().map(Path::of)));
        try (Monitoring monitoring = Monitoring.start(config.monitoring())) {
            TrainingJob job = new TrainingJob(config, monitoring, TrainingListener.NONE);
            Runtime.getRuntime().addShutdownHook(new Thread(job::close, "stop-training"));
            job.run();
        }
    }
}
