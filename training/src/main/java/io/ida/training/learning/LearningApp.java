package io.ida.training.learning;

import io.ida.training.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The learning controller as a process of its own: {@code LearningApp FILE} with a properties file. Prints one JSON
 * object for each round and ends when the run does.
 */
public final class LearningApp {
    private static final String STALL_TIMEOUT_MS = "controller.stall.timeout.ms";
    private static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofMinutes(5);

    private LearningApp() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("Usage: LearningApp FILE, a properties file with bootstrap.servers,"
                    + " schema.registry.url, run.id, run.task, run.size and run.student.student");
            System.exit(2);
        }
        Map<String, String> properties = Settings.ofRun(Path.of(arguments[0]));
        try (LearningController controller = new LearningController(
                properties,
                LearningSettings.from(properties),
                new Settings(properties).millis(STALL_TIMEOUT_MS, DEFAULT_STALL_TIMEOUT),
                new PrintedReports())) {
            controller.run();
        }
    }

    private static final class PrintedReports implements LearningProgress {
        @Override
        public void reportFinished(RoundReport report) {
            System.out.println(report.toJson());
        }
    }
}
