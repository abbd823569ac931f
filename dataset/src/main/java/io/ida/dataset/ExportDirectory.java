package io.ida.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of an export. A shard gets its name when it is complete, and then its line in the index; what is without a line
 * is removed and written again, and so is a line whose shard is not there in full. So whatever moment a process dies in, the
 * next one ends with the same files. One process at a time.
 */
final class ExportDirectory implements Closeable {
    static final String PLAN = "export.json";
    static final String INDEX = "shards.jsonl";
    static final String COMPLETE = "complete.json";
    private static final Pattern SHARD = Pattern.compile("traces-\\d{5,}-\\d{20}\\.[a-z]+");
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
     * @throws ExportException if the directory holds other files than those of an export, or those of one that another
     *     version of this software began
     */
    static Optional<ExportPlan> plan(Path directory) throws IOException {
        requireExportOrEmpty(directory);
        Path file = directory.resolve(PLAN);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode written = Json.MAPPER.readTree(file.toFile());
            requireRevision(directory, written.path(ExportPlan.REVISION_FIELD).intValue());
            return Optional.of(Json.MAPPER.treeToValue(written, ExportPlan.class));
        } catch (JsonProcessingException e) {
            throw new ExportException(
                    file + " is not the plan of an export by this version: " + e.getOriginalMessage()
                            + ". Choose an empty directory.",
                    e);
        }
    }

    private static void requireRevision(Path directory, int revision) {
        if (revision != ExportPlan.REVISION) {
            throw new ExportException(
                    "The export in " + directory + " was begun by a version of this software that makes"
                            + " other files of the same rows (revision " + revision + ", not " + ExportPlan.REVISION
                            + "). Finish it with that version, or export to an empty directory.");
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

    /** What is there of an export that was begun. Changes nothing. */
    Recovery look(ExportPlan plan) throws IOException {
        return Recovery.of(directory, plan);
    }

    /** Leaves of shards and their index what holds. To be called once, before {@link #add}. */
    void recover(Recovery found) throws IOException {
        writeComplete(found, found.complete());
        write(INDEX, found.entries().stream().map(ExportDirectory::line).collect(Collectors.joining()));
        Set<String> indexed = found.entries().stream().map(ShardEntry::file).collect(Collectors.toSet());
        for (String name : names()) {
            if (name.contains(UNFINISHED) || SHARD.matcher(name).matches() && !indexed.contains(name)) {
                Files.delete(directory.resolve(name));
            }
        }
        index = FileChannel.open(directory.resolve(INDEX), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Writes that partitions are read to their ends. */
    void writeComplete(Recovery found, Set<Integer> partitions) throws IOException {
        if (partitions.isEmpty()) {
            delete(COMPLETE);
        } else {
            SortedMap<Integer, Long> filesEnd = new TreeMap<>(found.reached());
            filesEnd.keySet().retainAll(partitions);
            write(COMPLETE, Json.MAPPER.writeValueAsString(new Completion(filesEnd)) + "\n");
        }
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
        ShardIndex.read(directory.resolve(INDEX), entries);
    }

    /** Where to write a file that is not complete yet. */
    Path unfinished(String name) {
        return directory.resolve(name + UNFINISHED);
    }

    /** Removes a file, if it is there. */
    void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
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
        write(line(entry), index);
        index.force(false);
    }

    private static void write(String text, FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static String line(ShardEntry entry) {
        try {
            return Json.MAPPER.writeValueAsString(entry) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every entry is JSON.", e);
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
