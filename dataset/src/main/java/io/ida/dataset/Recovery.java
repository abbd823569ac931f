package io.ida.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is there of an export that was begun, as far as it holds: in each partition the shards of the index up to the first
 * that is not there in full.
 *
 * @param entries of the shards that hold, in the order of the index
 * @param reached the offset after the last row in these shards, by partition; where the partition begins if it has none
 * @param complete partitions of which nothing is left to read
 * @param lost what is wrong with the first shard that does not hold, by partition
 */
record Recovery(
        List<ShardEntry> entries,
        SortedMap<Integer, Long> reached,
        SortedSet<Integer> complete,
        SortedMap<Integer, String> lost) {
    /** Looks at a directory and changes nothing in it. */
    static Recovery of(Path directory, ExportPlan plan) throws IOException {
        Path index = directory.resolve(ExportDirectory.INDEX);
        List<ShardEntry> indexed = new ArrayList<>();
        if (Files.exists(index)) {
            ShardIndex.read(index, indexed::add);
        }
        List<ShardEntry> entries = new ArrayList<>();
        SortedMap<Integer, Long> reached = new TreeMap<>(plan.from());
        SortedMap<Integer, String> lost = new TreeMap<>();
        for (ShardEntry entry : indexed) {
            if (lost.containsKey(entry.partition())) {
                continue; // begins where the lost one ended
            }
            Optional<String> wrong = wrong(directory, entry);
            if (wrong.isPresent()) {
                lost.put(entry.partition(), wrong.get());
            } else {
                entries.add(entry);
                reached.put(entry.partition(), entry.lastOffset() + 1);
            }
        }
        return new Recovery(entries, reached, complete(directory, reached), lost);
    }

    private static Optional<String> wrong(Path directory, ShardEntry entry) throws IOException {
        Path shard = directory.resolve(entry.file());
        if (Files.notExists(shard)) {
            return Optional.of(entry.file() + " is missing");
        }
        long size = Files.size(shard);
        return size == entry.bytes()
                ? Optional.empty()
                : Optional.of(entry.file() + " has " + size + " bytes instead of " + entry.bytes());
    }

    private static SortedSet<Integer> complete(Path directory, SortedMap<Integer, Long> reached) throws IOException {
        SortedSet<Integer> complete = new TreeSet<>();
        Path file = directory.resolve(ExportDirectory.COMPLETE);
        if (Files.exists(file)) {
            try {
                Json.MAPPER
                        .readValue(file.toFile(), Completion.class)
                        .filesEnd()
                        .forEach((partition, end) -> {
                            if (end.equals(reached.get(partition))) {
                                complete.add(partition);
                            }
                        });
            } catch (JsonProcessingException e) {
                throw new ExportException(
                        file + " is not what an export writes. Delete it: the export looks anew for what is left.", e);
            }
        }
        return complete;
    }

    /** The next offset to read of each partition. */
    Map<Integer, Long> next(ExportPlan plan) {
        Map<Integer, Long> next = new TreeMap<>(reached);
        complete.forEach(partition -> next.put(partition, plan.end(partition)));
        return next;
    }
}
