package io.ida.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes the records of some partitions to shards, on two threads of its own, so that who reads them goes on meanwhile: one
 * makes files of rows, and the other one brings files to their end and to the disk and adds them to the index. Both work in
 * the order in which the records came, and what waits for them is bounded. For one thread.
 */
final class RowWriter implements Closeable {
    /**
     * Most bytes of records that wait: twice as much as a consumer hands over of one partition at a time, as another writer must
     * not run dry while this one is given that. No more than a shard has, as an export that is told to stop writes what
     * waits, and small shards take time.
     */
    private static final int BYTES_WAITING = 1 << 21;

    private final ExportDirectory files;
    private final ExportPlan plan;
    private final ExportFormat format;
    private final Exporter.Progress progress;
    private final RowEncoding encoding;
    private final Map<Integer, Long> next;
    private final Map<Integer, OpenShard> open = new HashMap<>();
    private final Set<OpenShard> finishing = ConcurrentHashMap.newKeySet();
    private final TaskQueue writing;
    private final TaskQueue completing = new TaskQueue("export-complete", 1);

    /**
     * @param encoding makes of records what the format has for them
     * @param next first offset of the next shard of each partition
     */
    RowWriter(
            ExportDirectory files,
            ExportPlan plan,
            Exporter.Progress progress,
            RowEncoding encoding,
            Map<Integer, Long> next) {
        this.files = files;
        this.plan = plan;
        this.progress = progress;
        this.encoding = encoding;
        this.next = new HashMap<>(next);
        format = plan.exportFormat();
        writing = new TaskQueue("export-write", (int) Math.min(BYTES_WAITING, plan.shardBytes()));
    }

    /** Writes records after those that were given before. */
    void write(List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
        int weight = 1
                + records.stream()
                        .mapToInt(record -> Math.max(0, record.serializedValueSize()))
                        .sum();
        RowEncoding.Batch batch = encoding.begin(records);
        if (!writing.takes(weight)) {
            batch.encodeNow(); // rather than wait
        }
        writing.add(() -> write(batch), weight);
    }

    private void write(RowEncoding.Batch batch) throws IOException {
        for (EncodedRow row : batch.rows()) {
            add(row);
        }
        batch.release();
    }

    /** Completes the shard of a partition, after the records that were given before. */
    void complete(int partition) throws IOException {
        writing.add(() -> finishShard(partition));
    }

    /** Waits until everything is done. */
    void finish() throws IOException {
        writing.finish();
        completing.finish();
    }

    private void add(EncodedRow row) throws IOException {
        int partition = row.partition();
        OpenShard shard = open.get(partition);
        if (shard == null) {
            shard = new OpenShard(files, format, partition, next.get(partition));
            open.put(partition, shard);
        }
        shard.add(row);
        if (shard.isFull(plan)) {
            finishShard(partition);
        } else if (shard.isDue()) {
            completing.add(shard::force);
        }
    }

    private void finishShard(int partition) throws IOException {
        OpenShard shard = open.get(partition);
        if (shard == null || shard.isEmpty()) {
            return;
        }
        open.remove(partition);
        next.put(partition, shard.end());
        finishing.add(shard);
        completing.add(() -> {
            ShardEntry entry = shard.finish();
            shard.close();
            finishing.remove(shard);
            progress.shardCompleted(entry.file(), entry.samples(), entry.bytes());
        });
    }

    /** Leaves what is complete; the rest is written again by the next export. */
    @Override
    public void close() throws IOException {
        writing.close();
        completing.close();
        for (OpenShard shard : finishing) {
            shard.close();
        }
        for (OpenShard shard : open.values()) {
            shard.close();
        }
    }
}
