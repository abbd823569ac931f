package io.ida.training;

import io.ida.schemas.ClusterUnavailableException;
import java.io.IOException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** The main of the training job and of the controllers of runs: read the settings, do the work, report. */
public final class ProcessMain {
    private ProcessMain() {}

    /** Reads the settings of a process. */
    @FunctionalInterface
    public interface Reading<C> {
        /** Settings that are valid. */
        C read() throws IOException;
    }

    /** What a process does. */
    @FunctionalInterface
    public interface Work<C> {
        /** Returns when all is done. */
        void run(C config) throws IOException, InterruptedException;
    }

    /**
     * Runs a process until its work is done. What is wrong is said in one line on standard error.
     *
     * @param name of the process, for that line
     * @return the exit code: 0 done, 1 failed, 2 wrong configuration
     */
    public static <C> int run(String name, Reading<C> settings, Work<C> work) throws IOException, InterruptedException {
        C config;
        try {
            config = settings.read();
        } catch (IOException unreadable) {
            return complain(name, "cannot read its settings: " + unreadable, 2);
        } catch (IllegalArgumentException | ConfigException wrong) {
            return complain(name, wrong.getMessage(), 2);
        }
        try {
            work.run(config);
            return 0;
        } catch (ConfigException wrong) {
            return complain(name, wrong.getMessage(), 2);
        } catch (RunException
                | ClusterUnavailableException
                | MissingTopicException
                | AuthenticationException
                | AuthorizationException failed) {
            return complain(name, failed.getMessage(), 1);
        }
    }

    private static int complain(String name, String what, int code) {
        System.err.println(name + ": " + what);
        return code;
    }
}
