package io.ida.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The shard of one partition that is being written, and what the index will say of it. For one thread at a time.
 */
final class OpenShard implements Closeable {
    /** The system would let gigabytes wait, and then the disk would be idle first and all there is to wait for in the end. */
    private static final long DUE_BYTES = 16L << 20;

    private final ExportDirectory directory;
    private final String name;
    private final Path unfinished;
    private final ExportFile file;
    private final Shard shard;
    private final int partition;
    private final RowCounts counts = new RowCounts();
    private long firstOffset = -1;
    private long lastOffset;
    private long samples;
    private long rows;
    private long eventBytes;
    private long due;

    OpenShard(ExportDirectory directory, ExportFormat format, int partition, long from) throws IOException {
        this.directory = directory;
        this.partition = partition;
        name = String.format(Locale.ROOT, "traces-%05d-%020d%s", partition, from, format.extension());
        unfinished = directory.unfinished(name);
        file = new ExportFile(unfinished);
        shard = format.open(file);
    }

    void add(EncodedRow row) throws IOException {
        shard.add(row);
        counts.add(row.kind());
        firstOffset = firstOffset < 0 ? row.offset() : firstOffset;
        lastOffset = row.offset();
        samples += row.samples();
        rows++;
        eventBytes += row.eventBytes();
    }

    boolean isEmpty() {
        return rows == 0;
    }

    boolean isFull(ExportPlan plan) {
        return samples >= plan.shardRows() || eventBytes >= plan.shardBytes() || shard.isFull();
    }

    /** Whether there is so much more for the disk to begin with, since the last time that there was. */
    boolean isDue() {
        if (file.size() - due < DUE_BYTES) {
            return false;
        }
        due = file.size();
        return true;
    }

    /** Brings to disk what is written. For another thread than the one that adds rows. */
    void force() throws IOException {
        file.force();
    }

    /** The first offset after those of its rows. */
    long end() {
        return lastOffset + 1;
    }

    /**
     * Writes the file to its end and onto the disk, and gives it its name and a line in the index. Nothing can be added after
     * that. May be left to another thread than the one that added rows.
     */
    ShardEntry finish() throws IOException {
        shard.finish();
        file.flush();
        ShardEntry entry = new ShardEntry(
                name, samples, rows, file.size(), file.hash(), partition, firstOffset, lastOffset, counts.all());
        file.force();
        file.close();
        directory.rename(unfinished, name);
        directory.add(entry);
        return entry;
    }

    /** Gives the file up, unless it is finished. */
    @Override
    public void close() throws IOException {
        try (file) {
            shard.close();
        }
        Files.deleteIfExists(unfinished);
    }
}
