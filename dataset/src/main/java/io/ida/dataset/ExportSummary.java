package io.ida.dataset;

/**
 * What a directory holds.
 *
 * @param shards number of files with samples
 * @param samples number of samples in them
 * @param rows number of traces that they were made from
 * @param bytes size of the files together
 */
public record ExportSummary(long shards, long samples, long rows, long bytes) {
    static final ExportSummary NOTHING = new ExportSummary(0, 0, 0, 0);

    ExportSummary plus(ShardEntry entry) {
        return new ExportSummary(shards + 1, samples + entry.samples(), rows + entry.rows(), bytes + entry.bytes());
    }
}
