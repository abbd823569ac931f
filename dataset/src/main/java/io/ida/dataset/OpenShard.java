package io.ida.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The shard of one partition that is being written, and what the index will say of it. For one thread. */
final class OpenShard implements Closeable {
    private final ExportDirectory directory;
    private final String name;
    private final Path unfinished;
    private final Shard shard;
    private final int partition;
    private final RowCounts counts = new RowCounts();
    private long firstOffset = -1;
    private long lastOffset;
    private long samples;
    private long rows;
    private long eventBytes;

    OpenShard(ExportDirectory directory, ExportFormat format, int partition, long from) throws IOException {
        this.directory = directory;
        this.partition = partition;
        name = String.format(Locale.ROOT, "traces-%05d-%020d%s", partition, from, format.extension());
        unfinished = directory.unfinished(name);
        Files.deleteIfExists(unfinished);
        shard = format.open(unfinished);
    }

    /** @param bytes size of the event in the topic */
    void add(Row row, int bytes) throws IOException {
        int made = shard.add(row);
        if (made == 0) {
            return;
        }
        counts.add(row.trace());
        firstOffset = firstOffset < 0 ? row.offset() : firstOffset;
        lastOffset = row.offset();
        samples += made;
        rows++;
        eventBytes += bytes;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    boolean isFull(ExportPlan plan) {
        return samples >= plan.shardRows() || eventBytes >= plan.shardBytes();
    }

    /** Completes the file and adds it to the index. */
    ShardEntry complete() throws IOException {
        shard.finish();
        shard.close();
        ShardEntry entry = new ShardEntry(
                name,
                samples,
                rows,
                Files.size(unfinished),
                ExportDirectory.sha256(unfinished),
                partition,
                firstOffset,
                lastOffset,
                counts.all());
        directory.complete(unfinished, name);
        directory.add(entry);
        return entry;
    }

    @Override
    public void close() throws IOException {
        shard.close();
        Files.deleteIfExists(unfinished);
    }
}
