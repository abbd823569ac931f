package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What is made of one row at a time, as JSON in memory, for formats that need its length before its bytes. For one thread. */
final class RowBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Samples samples;
    private final JsonGenerator json;

    RowBytes(Samples samples) throws IOException {
        this.samples = samples;
        json = Json.generator(bytes, "");
    }

    /** Takes a row in place of the one before. */
    void take(Row row) throws IOException {
        bytes.reset();
        samples.write(row, json);
        json.flush();
    }

    int size() {
        return bytes.size();
    }

    void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
    }
}
