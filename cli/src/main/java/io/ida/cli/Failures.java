package io.ida.cli;

import java.io.PrintWriter;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line why a command failed; the stack trace is logged at level debug. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Reports on standard error and returns the exit code. */
    static int report(Exception failure, CommandLine command) {
        if (failure instanceof OutputClosedException) {
            return Ida.OK;
        }
        if (ExitHook.isStopping()) {
            return Ida.FAILED; // what fails then fails because of it
        }
        LOG.debug("Failed", failure);
        command.getErr().println(command.getCommandName() + ": " + message(failure));
        if (failure instanceof TimeoutException) {
            command.getErr().println("Is the cluster running, and is --bootstrap-server right?");
        }
        if (failure instanceof OffsetOutOfRangeException) {
            command.getErr().println("Records were deleted while they were read. Give the command again.");
        }
        command.getErr().flush();
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return failure instanceof ConfigException ? ExitCode.USAGE : Ida.FAILED;
    }

    /** Reports wrong usage on standard error and returns the exit code. */
    static int reportUsage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String message(Throwable failure) {
        StringBuilder text = new StringBuilder();
        String said = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = Reasons.of(cause);
            if (!isWrapper(cause) && !said.contains(message)) {
                text.append(text.length() == 0 ? "" : ": ").append(message);
                said = text.toString();
            }
        }
        return said;
    }

    /** Whether it says nothing of its own, as {@link java.io.UncheckedIOException} often does not. */
    private static boolean isWrapper(Throwable failure) {
        return failure.getCause() != null && failure.getCause().toString().equals(failure.getMessage());
    }
}
