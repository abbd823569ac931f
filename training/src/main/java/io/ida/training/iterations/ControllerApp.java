package io.ida.training.iterations;

import io.ida.amplification.tasks.StandardTasks;
import io.ida.training.ProcessMain;
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
        System.exit(run(arguments));
    }

    /** Runs the process and returns its exit code: 0 done, 1 failed, 2 wrong arguments or configuration. */
    public static int run(String... arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("Usage: ControllerApp FILE, a properties file with bootstrap.servers,"
                    + " schema.registry.url, run.id, run.task and run.size");
            return 2;
        }
        return ProcessMain.run("controller", () -> controller(Path.of(arguments[0])), ControllerApp::run);
    }

    private static IterationController controller(Path file) throws IOException {
        ControllerConfig config = ControllerConfig.from(Settings.ofRun(file, ControllerConfig.KEYS));
        return new IterationController(config, StandardTasks.all(), new PrintedReports());
    }

    private static void run(IterationController controller) throws InterruptedException {
        try (controller) {
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
