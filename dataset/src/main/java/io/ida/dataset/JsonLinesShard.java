package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** One JSON object a line, in UTF-8. */
final class JsonLinesShard implements Shard {
    private final ExportFile file;
    private boolean empty = true;

    JsonLinesShard(ExportFile file) {
        this.file = file;
    }

    /** An encoder of lines, each with the end of the line before it. */
    static RowEncoder.Factory lines(Samples samples) {
        return out -> {
            JsonGenerator json = Json.generator(out, "\n");
            json.writeRawValue(""); // so that the first object comes after something, too
            return row -> {
                int count = samples.write(row, json);
                json.flush();
                return count;
            };
        };
    }

    @Override
    public void add(EncodedRow row) throws IOException {
        row.writeTo(file, empty ? 1 : 0);
        empty = false;
    }

    @Override
    public void finish() throws IOException {
        if (!empty) {
            file.write('\n');
        }
    }
}
