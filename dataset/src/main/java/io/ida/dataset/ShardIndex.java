package io.ida.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads the index of an export: a line of JSON for each shard. */
final class ShardIndex {
    private ShardIndex() {}

    /**
     * Reads the lines up to the last that has an end. What a process that died has left of another one counts for nothing,
     * wherever it is torn, be it inside of a character.
     *
     * @throws ExportException if a line with an end is none of an index
     */
    static void read(Path file, Consumer<ShardEntry> entries) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                if (next == '\n') {
                    entries.accept(entry(file, line.toByteArray()));
                    line.reset();
                } else {
                    line.write(next);
                }
            }
        }
    }

    private static ShardEntry entry(Path file, byte[] line) throws IOException {
        try {
            return Json.MAPPER.readValue(line, ShardEntry.class);
        } catch (JsonProcessingException e) {
            throw new ExportException(
                    "A line of " + file + " is not one of an export's index: "
                            + new String(line, StandardCharsets.UTF_8) + ". Export to an empty directory again.",
                    e);
        }
    }
}
