package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/**
 * A WebDataset: for each row one member {@code <key>.json} with the whole row, and prompt and completion, which are null
 * where the row makes no {@link PromptCompletion}. A member for each of them would take twice as long to read, as a
 * member has a header and whole blocks however short it is.
 */
final class TarShard implements Shard {
    private static final int PARTITION_DIGITS = 5;
    private static final int OFFSET_DIGITS = 20;

    private final ExportFile file;
    private final TarHeader header = new TarHeader();
    private final RowBytes sample = new RowBytes(TarShard::write);

    TarShard(ExportFile file) throws IOException {
        this.file = file;
    }

    @Override
    public int add(Row row) throws IOException {
        sample.take(row);
        String key = digits(row.partition(), PARTITION_DIGITS) + "-" + digits(row.offset(), OFFSET_DIGITS);
        file.write(header.of(key + ".json", sample.size()));
        sample.writeTo(file);
        // Members begin at whole blocks.
        file.write(TarHeader.ZEROS, 0, -sample.size() & (TarHeader.BLOCK_BYTES - 1));
        return 1;
    }

    private static String digits(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(width - digits.length()) + digits;
    }

    private static int write(Row row, JsonGenerator json) throws IOException {
        Optional<PromptCompletion> sample = PromptCompletion.of(row.trace());
        json.writeStartObject();
        json.writeStringField("prompt", sample.map(PromptCompletion::prompt).orElse(null));
        json.writeStringField(
                "completion", sample.map(PromptCompletion::completion).orElse(null));
        json.writeFieldName("row");
        RowJson.write(row, json);
        json.writeEndObject();
        return 1;
    }

    @Override
    public void finish() throws IOException {
        // Two empty blocks are the end of an archive.
        file.write(TarHeader.ZEROS);
        file.write(TarHeader.ZEROS);
    }
}
