package io.ida.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for the data of one measurement. */
public final class ScratchDirectory {
    private ScratchDirectory() {}

    /** A measurement that needs a directory. */
    @FunctionalInterface
    public interface Use<T> {
        T in(Path directory) throws InterruptedException, IOException;
    }

    /** Measures in a new directory, and removes it with all that is in it. */
    public static <T> T use(Use<T> measurement) throws InterruptedException, IOException {
        Path directory = Files.createTempDirectory("ida-bench-");
        try {
            return measurement.in(directory);
        } finally {
            delete(directory);
        }
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
}
