package io.ida.bench.faults;

import io.ida.configuration.GivenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A main of the class path as an operating system process that can be killed, stopped and paused. For POSIX systems, and
 * for one thread.
 */
public final class JavaProcess implements AutoCloseable {
    private static final long END_SECONDS = 60;

    private final Process process;
    private final Path log;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process with this one's class path. What variables say of a cluster does not reach it.
     *
     * @param heap its largest heap, as Java takes it: {@code 256m}
     * @param log where standard output and error go, after what is there
     */
    public static JavaProcess start(String main, String heap, Path log, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            GivenSettings.removeFrom(builder.environment());
            return new JavaProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the operating system calls it by. */
    public long pid() {
        return process.pid();
    }

    /** The processor time it has used, a measure of how far it has come. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Everything it has printed. */
    public List<String> lines() {
        try {
            return Files.readAllLines(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Halts it with SIGSTOP, until it is resumed. Its sockets stay open. */
    void pause() {
        signal("STOP");
    }

    /** Lets it go on with SIGCONT, as if no time had passed. */
    void resume() {
        signal("CONT");
    }

    /** Asks it to end, with SIGTERM, and does not wait. */
    void terminate() {
        process.destroy();
    }

    /**
     * Waits until it has ended by itself.
     *
     * @return its exit code
     * @throws IllegalStateException if it does not within a time
     */
    public int awaitExit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The process does not end:\n" + String.join("\n", lines()));
        }
        return process.exitValue();
    }

    /** Kills it with SIGKILL, in whatever state it is, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
