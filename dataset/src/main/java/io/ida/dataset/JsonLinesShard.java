package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One JSON object a line, in UTF-8. */
final class JsonLinesShard implements Shard {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Samples samples;
    private final OutputStream out;
    private final JsonGenerator json;
    private boolean empty = true;

    JsonLinesShard(Path file, Samples samples) throws IOException {
        this.samples = samples;
        out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
        json = Json.generator(out, "\n");
    }

    @Override
    public int add(Row row) throws IOException {
        int count = samples.write(row, json);
        empty = empty && count == 0;
        return count;
    }

    @Override
    public void finish() throws IOException {
        if (!empty) {
            json.writeRaw('\n');
        }
        json.flush();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
