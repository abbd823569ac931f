package io.ida.dataset;

/**
 * What a directory holds.
 *
 * @param shards number of files with samples
 * @param samples number of samples in them
 * @param rows number of traces that they were made from
 * @param bytes size of the files together
 * @param complete whether nothing is left to export: false where a bounded export was stopped before its end, and of one
 *     that follows its topic
 */
public record ExportSummary(long shards, long samples, long rows, long bytes, boolean complete) {
    static ExportSummary nothing(boolean complete) {
        return new ExportSummary(0, 0, 0, 0, complete);
    }

    ExportSummary plus(ShardEntry entry) {
        return new ExportSummary(
                shards + 1, samples + entry.samples(), rows + entry.rows(), bytes + entry.bytes(), complete);
    }
}
