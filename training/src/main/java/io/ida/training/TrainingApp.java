package io.ida.training;

import java.io.IOException;
import java.nio.file.Path;

/** The training job as a process of its own: {@code TrainingApp FILE} with a properties file. */
public final class TrainingApp {
    private TrainingApp() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("Usage: TrainingApp FILE, a properties file with bootstrap.servers, schema.registry.url"
                    + " and model.store");
            System.exit(2);
        }
        TrainingJob job = new TrainingJob(TrainingConfig.from(Settings.file(Path.of(arguments[0]))));
        Runtime.getRuntime().addShutdownHook(new Thread(job::close, "stop-training"));
        job.run();
    }
}
