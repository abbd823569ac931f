package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A main of the project as an operating system process, which can be killed without warning. */
final class StageProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final Path output;

    private StageProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
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
            Path output = directory.resolve(name + ".log");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            main.getName(),
                            file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new StageProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed so far. */
    Stream<String> lines() {
        try {
            return Files.readAllLines(output).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processor time it has used, a measure of how far it has come. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
        assertThat(process.waitFor(2 * STOP_SECONDS, TimeUnit.SECONDS))
                .withFailMessage(() -> "The process does not end:\n" + printed())
                .isTrue();
        return process.exitValue();
    }

    String printed() {
        return String.join("\n", lines().toList());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
