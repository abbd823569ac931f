package io.ida.training.learning;

import io.ida.training.ProcessMain;
import io.ida.training.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The learning controller as a process of its own: {@code LearningApp FILE} with a properties file. Prints one JSON
 * object for each round and ends when the run does.
 */
public final class LearningApp {
    private static final String STALL_TIMEOUT_MS = "controller.stall.timeout.ms";
    private static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofMinutes(5);

    /** All keys of the process, those of the run among them. */
    public static final Set<String> KEYS = Stream.concat(LearningSettings.KEYS.stream(), Stream.of(STALL_TIMEOUT_MS))
            .collect(Collectors.toUnmodifiableSet());

    private LearningApp() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(arguments));
    }

    /** Runs the process and returns its exit code: 0 done, 1 failed, 2 wrong arguments or configuration. */
    public static int run(String... arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("Usage: LearningApp FILE, a properties file with bootstrap.servers,"
                    + " schema.registry.url, run.id, run.task, run.size and run.student.student");
            return 2;
        }
        return ProcessMain.run("learning", () -> controller(Path.of(arguments[0])), LearningApp::run);
    }

    private static LearningController controller(Path file) throws IOException {
        Map<String, String> properties = Settings.ofRun(file, KEYS);
        return new LearningController(
                properties,
                LearningSettings.from(properties),
                new Settings(properties).millis(STALL_TIMEOUT_MS, DEFAULT_STALL_TIMEOUT),
                new PrintedReports());
    }

    private static void run(LearningController controller) throws InterruptedException {
        try (controller) {
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
