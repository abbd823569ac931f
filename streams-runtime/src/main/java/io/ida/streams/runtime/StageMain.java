package io.ida.streams.runtime;

import io.ida.configuration.GivenSettings;
import io.ida.schemas.ClusterUnavailableException;
import io.ida.schemas.TopicMismatchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsException;

/** The main of every stage: config, run until asked to stop, report. */
public final class StageMain {
    private StageMain() {}

    /**
     * Runs a stage until the process is asked to stop.
     *
     * @param arguments the path of a properties file, or nothing if the environment says all
     * @return the exit code: 0 stopped as asked, 1 failed, 2 wrong arguments or configuration
     */
    public static int run(Stage stage, String... arguments) {
        if (arguments.length > 1) {
            System.err.println("usage: " + stage.name() + " [FILE.properties]");
            return 2;
        }
        try {
            return run(
                    stage,
                    GivenSettings.ofProcess(Stream.of(arguments).findFirst().map(Path::of)));
        } catch (IOException unreadable) {
            System.err.println(stage.name() + ": cannot read " + arguments[0] + ": " + unreadable.getMessage());
            return 2;
        } catch (ConfigException wrong) {
            System.err.println(stage.name() + ": " + wrong.getMessage());
            return 2;
        }
    }

    /** Like {@link #run(Stage, String...)}, with the settings given. */
    public static int run(Stage stage, GivenSettings settings) {
        try (RunningStage running = RunningStage.start(stage, StageConfig.of(stage, settings))) {
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, stage.name() + "-stop"));
            running.awaitEnd();
            return 0;
        } catch (StreamsException failed) {
            System.err.println(stage.name() + ": cannot start: " + RunningStage.reason(stage.name(), failed));
            return 1;
        } catch (AuthenticationException | AuthorizationException | RetriableException failed) {
            System.err.println(stage.name() + ": " + failed.getMessage());
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
}
