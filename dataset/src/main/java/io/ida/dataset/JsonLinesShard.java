package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One JSON object a line, in UTF-8. */
final class JsonLinesShard implements Shard {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Lines lines;
    private final OutputStream out;
    private final JsonGenerator json;

    private JsonLinesShard(Path file, Lines lines) throws IOException {
        this.lines = lines;
        out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
        json = Json.generator(out);
    }

    /** Writes the lines of a row. */
    @FunctionalInterface
    private interface Lines {
        int write(Row row, JsonGenerator json) throws IOException;
    }

    /** Whole rows. */
    static JsonLinesShard ofRows(Path file) throws IOException {
        return new JsonLinesShard(file, (row, json) -> {
            RowJson.write(row, json);
            json.writeRaw('\n');
            return 1;
        });
    }

    /** Samples made of rows. */
    static JsonLinesShard of(Path file, Samples samples) throws IOException {
        return new JsonLinesShard(file, (row, json) -> {
            int count = 0;
            for (ObjectNode sample : samples.of(row)) {
                Json.MAPPER.writeTree(json, sample);
                json.writeRaw('\n');
                count++;
            }
            return count;
        });
    }

    @Override
    public int add(Row row) throws IOException {
        return lines.write(row, json);
    }

    @Override
    public void finish() throws IOException {
        json.flush();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
