package io.ida.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of an export. A shard gets its name when it is complete, and then its line in the index; what is without a line
 * is written again. So whatever moment a process dies in, the next one ends with the same files. One process at a time.
 */
final class ExportDirectory implements Closeable {
    static final String PLAN = "export.json";
    static final String INDEX = "shards.jsonl";
    private static final String LOCK = ".lock";
    private static final String UNFINISHED = ".tmp";

    private final Path directory;
    private final FileChannel lockFile;
    private FileChannel index;

    private ExportDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /**
     * Takes a directory into use, and makes it if need be.
     *
     * @throws ExportException if another process exports to it, or it holds other files than those of an export
     */
    static ExportDirectory open(Path directory) throws IOException {
        Files.createDirectories(directory);
        requireExportOrEmpty(directory);
        FileChannel lockFile =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                lockFile.close();
                throw inUse(directory);
            }
        } catch (OverlappingFileLockException e) {
            lockFile.close();
            throw inUse(directory);
        }
        return new ExportDirectory(directory, lockFile);
    }

    private static ExportException inUse(Path directory) {
        return new ExportException(
                "Another export writes to " + directory + ". Wait for it, or choose another directory.");
    }

    private static void requireExportOrEmpty(Path directory) throws IOException {
        if (Files.notExists(directory)
                || Files.exists(directory.resolve(PLAN))
                || Files.exists(directory.resolve(LOCK))) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new ExportException(directory + " holds files that are of no export. Choose an empty directory.");
            }
        }
    }

    /**
     * The plan of the export that was begun in a directory, which need not exist.
     *
     * @throws ExportException if the directory holds other files than those of an export
     */
    static Optional<ExportPlan> plan(Path directory) throws IOException {
        requireExportOrEmpty(directory);
        Path file = directory.resolve(PLAN);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readValue(file.toFile(), ExportPlan.class));
        } catch (JsonProcessingException e) {
            throw new ExportException(
                    file + " is not the plan of an export by this version: " + e.getOriginalMessage()
                            + ". Choose an empty directory.",
                    e);
        }
    }

    void write(ExportPlan plan) throws IOException {
        write(PLAN, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(plan) + "\n");
    }

    /** Replaces a small file at once. */
    void write(String name, String content) throws IOException {
        Path unfinished = unfinished(name);
        try (FileChannel file = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            write(content, file);
            file.force(true);
        }
        rename(unfinished, name);
    }

    /**
     * Reads the index and removes what is left of shards that were not completed. To be called once, before {@link #add}.
     */
    void recover(Consumer<ShardEntry> entries) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.getFileName().toString().contains(UNFINISHED))
                    .toList()) {
                Files.delete(file);
            }
        }
        Path file = directory.resolve(INDEX);
        long good = Files.exists(file) ? read(file, entries) : 0;
        index = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        index.truncate(good);
        index.position(good);
    }

    /** Reads lines to the first that is not complete; returns how many bytes they have. */
    private static long read(Path file, Consumer<ShardEntry> entries) throws IOException {
        long good = 0;
        long size = Files.size(file);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long end = good + line.getBytes(StandardCharsets.UTF_8).length + 1;
                if (end > size) {
                    return good;
                }
                try {
                    entries.accept(Json.MAPPER.readValue(line, ShardEntry.class));
                } catch (JsonProcessingException e) {
                    throw new ExportException(
                            "A line of " + file + " is not one of an export's index: " + line
                                    + ". Export to an empty directory again.",
                            e);
                }
                good = end;
            }
        }
        return good;
    }

    /**
     * Puts the lines of the index in the order of partitions and offsets, which is that of the file names that they begin
     * with; they came as shards were completed. To be called once, after the last {@link #add}.
     */
    void sortIndex() throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve(INDEX))) {
            write(INDEX, lines.sorted().map(line -> line + "\n").collect(Collectors.joining()));
        }
    }

    /** All entries of the index. */
    void entries(Consumer<ShardEntry> entries) throws IOException {
        read(directory.resolve(INDEX), entries);
    }

    /** Where to write a file that is not complete yet. */
    Path unfinished(String name) {
        return directory.resolve(name + UNFINISHED);
    }

    /** Gives a file its name when all of it is on disk. */
    void rename(Path unfinished, String name) throws IOException {
        Files.move(
                unfinished,
                directory.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Adds a line to the index. Safe for use by several threads. */
    synchronized void add(ShardEntry entry) throws IOException {
        write(Json.MAPPER.writeValueAsString(entry) + "\n", index);
        index.force(false);
    }

    private static void write(String text, FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        try (lockFile) {
            if (index != null) {
                index.close();
            }
        }
    }
}
