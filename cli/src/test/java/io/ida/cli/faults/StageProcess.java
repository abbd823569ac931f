package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.bench.faults.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A main of the project as an operating system process, which can be killed without warning. */
final class StageProcess implements AutoCloseable {
    private static final String HEAP = "256m";
    private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(120);

    private final JavaProcess process;

    private StageProcess(JavaProcess process) {
        this.process = process;
    }

    /**
     * Starts a process.
     *
     * @param name what its files are called; each start needs a name of its own
     * @param properties what its properties file says
     */
    static StageProcess start(Class<?> main, String name, Map<String, String> properties) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "fault-tests"));
            Path file = directory.resolve(name + ".properties");
            Properties written = new Properties();
            written.putAll(properties);
            try (Writer writer = Files.newBufferedWriter(file)) {
                written.store(writer, null);
            }
            Path log = directory.resolve(name + ".log");
            Files.deleteIfExists(log);
            return new StageProcess(JavaProcess.start(main.getName(), HEAP, log, file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed so far. */
    Stream<String> lines() {
        return process.lines().stream();
    }

    /** The processor time it has used, a measure of how far it has come. */
    Duration cpu() {
        return process.cpu();
    }

    /** Kills it with SIGKILL, and fails if it has ended before. */
    void kill() {
        assertAlive();
        close();
    }

    /** Fails, with what the process has printed, if it has ended by itself. */
    void assertAlive() {
        assertThat(process.isAlive())
                .withFailMessage(() -> "The process ended by itself:\n" + printed())
                .isTrue();
    }

    /** Waits until it ends by itself. */
    int awaitExit() throws InterruptedException {
        return process.awaitExit(EXIT_TIMEOUT);
    }

    String printed() {
        return String.join("\n", process.lines());
    }

    @Override
    public void close() {
        process.close();
    }
}
