package io.ida.cli;

import io.ida.configuration.ClusterKeys;
import io.ida.embedded.LocalPipeline;
import io.ida.training.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The pipeline a command talks to: the cluster that the user names, else a running {@code ./ida up}, else one that is
 * started for the command and stopped with it.
 */
final class Connection implements AutoCloseable {
    private final Map<String, String> properties;
    private final EmbeddedPipeline embedded;

    private Connection(Map<String, String> properties, EmbeddedPipeline embedded) {
        this.properties = properties;
        this.embedded = embedded;
    }

    /** Connects, or starts a pipeline on the data directory. */
    static Connection open(ClusterOptions options, CommandSpec command) {
        return existing(options, command)
                .orElseGet(() -> embedded(options, command, options.data(), () -> {}, TrainingListener.NONE));
    }

    /**
     * Connects, or starts a pipeline on the data directory that --data names; empty if nobody names one and none runs.
     *
     * @param listener is told what the training job does, if a pipeline is started
     */
    static Optional<Connection> kept(ClusterOptions options, CommandSpec command, TrainingListener listener) {
        return existing(options, command)
                .or(() -> options.namesData()
                        ? Optional.of(embedded(options, command, options.data(), () -> {}, listener))
                        : Optional.empty());
    }

    /**
     * Starts a pipeline whose data is deleted in the end.
     *
     * @param listener is told what the training job does
     */
    static Connection temporary(ClusterOptions options, CommandSpec command, TrainingListener listener) {
        Path data = temporaryDirectory();
        return embedded(
                options, command, data, () -> delete(data, command.commandLine().getErr()), listener);
    }

    /**
     * Connects to a pipeline that is there.
     *
     * @throws ParameterException if none is named and none runs
     */
    static Connection require(ClusterOptions options, CommandSpec command) {
        return existing(options, command)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "'" + command.qualifiedName() + "' needs a cluster: give --bootstrap-server, or run './ida up'"
                                + " on the same data directory."));
    }

    /** Properties of clients: addresses, security, {@code topic.prefix} and so on. */
    Map<String, String> properties() {
        return properties;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    private static Optional<Connection> existing(ClusterOptions options, CommandSpec command) {
        if (isRemote(options, command)) {
            return Optional.of(new Connection(options.remote(command).values(), null));
        }
        return new AddressFile(options.data()).alive().map(found -> {
            Map<String, String> properties = new HashMap<>(found);
            properties.putAll(options.properties(command));
            return new Connection(properties, null);
        });
    }

    private static boolean isRemote(ClusterOptions options, CommandSpec command) {
        return options.given(command).of(ClusterKeys.BOOTSTRAP_SERVERS).isPresent();
    }

    private static Connection embedded(
            ClusterOptions options, CommandSpec command, Path data, Runnable afterwards, TrainingListener listener) {
        command.commandLine().getErr().println("Starting an embedded broker, registry and all stages ...");
        command.commandLine().getErr().flush();
        EmbeddedPipeline embedded = EmbeddedPipeline.start(
                begun -> LocalPipeline.start(data, 0, 0, options.properties(command), begun, listener),
                () -> {},
                afterwards);
        return new Connection(embedded.pipeline().clientProperties(), embedded);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("ida-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory, PrintWriter err) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            err.println("Not all of " + directory + " could be deleted: " + Reasons.of(e));
            err.flush();
        }
    }
}
