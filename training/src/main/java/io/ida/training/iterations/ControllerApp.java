package io.ida.training.iterations;

import io.ida.amplification.tasks.StandardTasks;
import io.ida.training.Settings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The controller as a process of its own: {@code ControllerApp FILE} with a properties file. Prints one JSON object for
 * each iteration and ends when the run does.
 */
public final class ControllerApp {
    private ControllerApp() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("Usage: ControllerApp FILE, a properties file with bootstrap.servers,"
                    + " schema.registry.url, run.id, run.task and run.size");
            System.exit(2);
        }
        ControllerConfig config = ControllerConfig.from(Settings.ofRun(Path.of(arguments[0])));
        try (IterationController controller =
                new IterationController(config, StandardTasks.all(), new PrintedReports())) {
            controller.run();
        }
    }

    private static final class PrintedReports implements IterationProgress {
        @Override
        public void reportFinished(IterationReport report) {
            System.out.println(report.toJson());
        }
    }
}
