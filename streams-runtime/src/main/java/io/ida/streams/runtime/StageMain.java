package io.ida.streams.runtime;

import io.ida.schemas.ClusterUnavailableException;
import io.ida.schemas.TopicMismatchException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;

/** The main of every stage: config, run until asked to stop, report. */
public final class StageMain {
    private StageMain() {}

    /**
     * Runs a stage until the process is asked to stop.
     *
     * @param arguments the path of a properties file
     * @return the exit code: 0 stopped as asked, 1 failed, 2 wrong arguments or configuration
     */
    public static int run(Stage stage, String... arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: " + stage.name() + " FILE.properties");
            return 2;
        }
        try {
            return run(stage, read(Path.of(arguments[0])));
        } catch (IOException unreadable) {
            System.err.println(stage.name() + ": cannot read " + arguments[0] + ": " + unreadable.getMessage());
            return 2;
        }
    }

    /** Like {@link #run(Stage, String...)}, with the properties given. */
    public static int run(Stage stage, Map<String, String> properties) {
        try (RunningStage running = RunningStage.start(stage, StageConfig.of(stage, properties))) {
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, stage.name() + "-stop"));
            running.awaitEnd();
            return 0;
        } catch (StreamsException failed) {
            System.err.println(stage.name() + ": cannot start: " + RunningStage.reason(failed));
            return 1;
        } catch (KafkaException wrong) {
            System.err.println(stage.name() + ": " + wrong.getMessage());
            return 2;
        } catch (TopicMismatchException | ClusterUnavailableException | IllegalStateException failed) {
            System.err.println(stage.name() + ": " + failed.getMessage());
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> map = new HashMap<>();
        properties.forEach((key, value) -> map.put(key.toString(), value.toString()));
        return map;
    }
}
