package io.ida.training;

import io.ida.monitoring.Monitoring;
import io.ida.monitoring.MonitoringConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The training job as a process of its own: {@code TrainingApp FILE} with a properties file. */
public final class TrainingApp {
    private TrainingApp() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("Usage: TrainingApp FILE, a properties file with bootstrap.servers, schema.registry.url"
                    + " and model.store");
            System.exit(2);
        }
        Map<String, String> properties = Settings.file(Path.of(arguments[0]));
        TrainingConfig config = TrainingConfig.from(properties);
        try (Monitoring monitoring = Monitoring.start(MonitoringConfig.from(properties))) {
            TrainingJob job = new TrainingJob(config, monitoring, TrainingListener.NONE);
            Runtime.getRuntime().addShutdownHook(new Thread(job::close, "stop-training"));
            job.run();
        }
    }
}
