package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** One JSON object a line, in UTF-8. */
final class JsonLinesShard implements Shard {
    private final Samples samples;
    private final JsonGenerator json;
    private boolean empty = true;

    JsonLinesShard(ExportFile file, Samples samples) throws IOException {
        this.samples = samples;
        json = Json.generator(file, "\n");
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
    }
}
