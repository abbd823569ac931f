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
    private static final String ZEROS = "0".repeat(OFFSET_DIGITS);

    private final ExportFile file;

    TarShard(ExportFile file) {
        this.file = file;
    }

    static RowEncoder encoder(Bytes out) throws IOException {
        TarHeader header = new TarHeader();
        JsonGenerator json = Json.generator(out, "");
        StringBuilder name = new StringBuilder();
        return row -> {
            int begin = out.size();
            out.write(TarHeader.ZEROS); // the header, when it is known how long the member is
            write(row, json);
            json.flush();
            int size = out.size() - begin - TarHeader.BLOCK_BYTES;
            name.setLength(0);
            digits(row.partition(), PARTITION_DIGITS, name);
            digits(row.offset(), OFFSET_DIGITS, name.append('-'));
            out.at(begin).put(header.of(name.append(".json"), size));
            // Members begin at whole blocks.
            out.write(TarHeader.ZEROS, 0, -size & (TarHeader.BLOCK_BYTES - 1));
            return 1;
        };
    }

    @Override
    public void add(EncodedRow row) throws IOException {
        row.writeTo(file, 0);
    }

    private static void digits(long number, int width, StringBuilder out) {
        String digits = Long.toString(number);
        out.append(ZEROS, 0, width - digits.length()).append(digits);
    }

    private static void write(Row row, JsonGenerator json) throws IOException {
        Optional<PromptCompletion> sample = PromptCompletion.of(row.trace());
        json.writeStartObject();
        json.writeStringField("prompt", sample.map(PromptCompletion::prompt).orElse(null));
        json.writeStringField(
                "completion", sample.map(PromptCompletion::completion).orElse(null));
        json.writeFieldName("row");
        RowJson.write(row, json);
        json.writeEndObject();
    }

    @Override
    public void finish() throws IOException {
        // Two empty blocks are the end of an archive.
        file.write(TarHeader.ZEROS);
        file.write(TarHeader.ZEROS);
    }
}
