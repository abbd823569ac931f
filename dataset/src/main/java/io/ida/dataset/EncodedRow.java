package io.ida.dataset;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A row, and what its format makes of it.
 *
 * @param row that it is made of
 * @param samples number of samples that it makes, at least 1
 * @param bytes what the format makes of it and of other rows
 * @param from where in these bytes its own begin
 * @param to where they end
 */
record EncodedRow(Row row, int samples, Bytes bytes, int from, int to) {
    /** @param skipped number of bytes at the beginning that are left out */
    void writeTo(OutputStream out, int skipped) throws IOException {
        bytes.writeTo(out, from + skipped, to);
    }

    int size() {
        return to - from;
    }
}
