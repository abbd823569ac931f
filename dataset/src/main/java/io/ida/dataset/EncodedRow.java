package io.ida.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * What a format makes of a row, and what the index counts of it. Many of them may wait to be written, so that only a format
 * that needs the row itself has it here: its objects take much more memory than the event did.
 *
 * @param partition of the event
 * @param offset of the event
 * @param eventBytes size of the event in bytes
 * @param kind of row
 * @param samples number of samples that it makes, at least 1
 * @param whole the row itself, where the format needs it
 * @param bytes what the format makes of it and of other rows
 * @param from where in these bytes its own begin
 * @param to where they end
 */
record EncodedRow(
        int partition,
        long offset,
        int eventBytes,
        RowCounts.Kind kind,
        int samples,
        Optional<Row> whole,
        Bytes bytes,
        int from,
        int to) {
    /** @param skipped number of bytes at the beginning that are left out */
    void writeTo(OutputStream out, int skipped) throws IOException {
        bytes.writeTo(out, from + skipped, to);
    }

    int size() {
        return to - from;
    }
}
