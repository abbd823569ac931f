package io.ida.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.MockConsumer;

/** Exports of one topic, each in a directory of its own. */
final class Exports implements Exporter.Progress {
    private final Path root;
    private final TraceTopic topic;
    private final List<String> lost = new ArrayList<>();

    Exports(Path root, TraceTopic topic) {
        this.root = root;
        this.topic = topic;
    }

    Path directory(String name) {
        return root.resolve(name);
    }

    ExportSummary whole(ExportPlan plan, String name) throws IOException {
        return run(plan, name, topic.consumer(5), () -> false);
    }

    /** Stops when the exporter has asked so many times. */
    ExportSummary stopped(ExportPlan plan, String name, int after) throws IOException {
        AtomicInteger left = new AtomicInteger(after);
        return run(plan, name, topic.consumer(1), () -> left.decrementAndGet() < 0);
    }

    ExportSummary run(ExportPlan plan, String name, MockConsumer<byte[], byte[]> consumer, BooleanSupplier stopped)
            throws IOException {
        return new Exporter(plan, trace -> false, topic.decoder(), this).run(directory(name), consumer, stopped);
    }

    String card(String name) throws IOException {
        return Files.readString(directory(name).resolve("README.md"));
    }

    /** The lines of the index. */
    List<String> index(String name) throws IOException {
        return Files.readAllLines(directory(name).resolve(ExportDirectory.INDEX));
    }

    /** The names of the shards in the order of the index. */
    List<String> indexed(String name) throws IOException {
        List<String> shards = new ArrayList<>();
        ShardIndex.read(directory(name).resolve(ExportDirectory.INDEX), entry -> shards.add(entry.file()));
        return shards;
    }

    /** The names of the shards that are there. */
    List<String> shards(String name) throws IOException {
        return files(name).keySet().stream()
                .filter(file -> file.startsWith("traces-"))
                .toList();
    }

    /** Hashes of files by name. */
    SortedMap<String, String> files(String name) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory(name))) {
            for (Path file : files.toList()) {
                hashes.put(file.getFileName().toString(), sha256(file));
            }
        }
        return hashes;
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was said of shards that are not there in full. */
    List<String> lost() {
        return lost;
    }

    @Override
    public void shardCompleted(String file, long samples, long bytes) {
        // the files say it
    }

    @Override
    public void unreadable(int partition, long offset, String reason) {
        throw new AssertionError(reason);
    }

    @Override
    public void shardLost(String reason) {
        lost.add(reason);
    }
}
