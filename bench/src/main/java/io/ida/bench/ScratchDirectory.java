package io.ida.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for the data of one measurement. It is removed with all that is in it in the end, or when the process is asked
 * to stop before that: then as soon as all is closed that was said to write there. Safe for use by several threads.
 */
public final class ScratchDirectory implements AutoCloseable {
    private static final int ATTEMPTS = 50;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path path;
    private final Deque<AutoCloseable> writers = new ArrayDeque<>();
    private final Thread hook = new Thread(this::stop, "remove-scratch");
    private boolean stopping;

    private ScratchDirectory() throws IOException {
        path = Files.createTempDirectory("ida-bench-");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A measurement that needs a directory. */
    @FunctionalInterface
    public interface Use<T> {
        T in(ScratchDirectory scratch) throws InterruptedException, IOException;
    }

    /** Measures in a new directory, and removes it. */
    public static <T> T use(Use<T> measurement) throws InterruptedException, IOException {
        try (ScratchDirectory scratch = new ScratchDirectory()) {
            return measurement.in(scratch);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * Says what writes to the directory. If the process is asked to stop, it is closed before the directory is removed, by
     * another thread and maybe for the second time; the last one first.
     *
     * @throws BenchException if the process was asked to stop already
     */
    public synchronized <C extends AutoCloseable> C closedFirst(C writer) {
        if (stopping) {
            throw new BenchException("The measurement was stopped.");
        }
        writers.push(writer);
        return writer;
    }

    /** Removes a directory with all that is in it; if it is there. */
    public static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopped) {
            return; // the hook removes it
        }
        delete(path);
    }

    private void stop() {
        synchronized (this) {
            stopping = true;
        }
        for (AutoCloseable writer : writers) {
            try {
                writer.close();
            } catch (Exception goesAnyway) {
                // what it holds ends with the process
            }
        }
        remove();
    }

    /** Until it stays away: processes of the measurement, which are killed at the same time, may write for a moment. */
    private void remove() {
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(path); attempt++) {
            try {
                delete(path);
            } catch (IOException | UncheckedIOException notYet) {
                // something was written meanwhile
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
