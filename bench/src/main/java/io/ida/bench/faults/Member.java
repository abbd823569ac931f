package io.ida.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A broker or an instance of a stage: what it is, and its process, if it runs. Only {@link #close} may come from another thread. */
final class Member implements AutoCloseable {
    private final String name;
    private final String main;
    private final String heap;
    private final Map<String, String> properties;
    private final Path directory;
    private JavaProcess process;
    private boolean wanted;
    private boolean closed;

    /**
     * @param properties what its properties file says
     * @param directory where its properties and log go
     */
    Member(String name, String main, String heap, Map<String, String> properties, Path directory) {
        this.name = name;
        this.main = main;
        this.heap = heap;
        this.properties = Map.copyOf(properties);
        this.directory = directory;
    }

    String name() {
        return name;
    }

    void start() {
        start(Map.of());
    }

    /** Starts it with further properties, unless it is closed. */
    synchronized void start(Map<String, String> more) {
        if (closed) {
            return;
        }
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(more);
        Path file = directory.resolve(name + ".properties");
        Properties written = new Properties();
        written.putAll(all);
        try (Writer writer = Files.newBufferedWriter(file)) {
            written.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = JavaProcess.start(main, heap, directory.resolve(name + ".log"), file.toString());
        wanted = true;
    }

    /** Whether it runs, or is paused. */
    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether it ended though nobody asked it to. */
    boolean endedByItself() {
        return wanted && !isAlive();
    }

    synchronized void kill() {
        wanted = false;
        if (process != null) {
            process.close();
        }
    }

    /** Asks it to stop, and does not wait. */
    void stop() {
        wanted = false;
        process.terminate();
    }

    void pause() {
        process.pause();
    }

    void resume() {
        process.resume();
    }

    /** Kills it for good. */
    @Override
    public synchronized void close() {
        closed = true;
        kill();
    }
}
