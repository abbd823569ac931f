package io.ida.models;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A table as JSON lines in UTF-8: a header that names the architecture and the number of rows, then the rows, sorted by
 * context and question. The same rows give the same bytes.
 */
public final class TableCheckpoint {
    /** What model versions call this kind of checkpoint. */
    public static final String ARCHITECTURE = "table/1";

    private static final Comparator<TableRow> ORDER =
            Comparator.comparing(TableRow::contextId).thenComparing(TableRow::question);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectReader HEADERS =
            JSON.readerFor(Header.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final ObjectReader ROWS = JSON.readerFor(TableRow.class);
    private static final ObjectWriter WRITER = JSON.writer();

    private TableCheckpoint() {}

    private record Header(String architecture, long rows) {}

    /** Writes a table. The rows may come in any order, one a context and question. */
    public static void write(Collection<TableRow> rows, OutputStream out) throws IOException {
        List<TableRow> sorted = rows.stream().sorted(ORDER).toList();
        line(new Header(ARCHITECTURE, sorted.size()), out);
        for (TableRow row : sorted) {
            line(row, out);
        }
    }

    /**
     * Reads a table row by row.
     *
     * @throws CheckpointException if it is of another architecture, garbled or not complete
     */
    public static void read(InputStream in, Consumer<TableRow> rows) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String first = lines.readLine();
        if (first == null) {
            throw new CheckpointException("the file is empty, not a " + ARCHITECTURE);
        }
        Header header = parse(HEADERS, first, 1);
        if (!ARCHITECTURE.equals(header.architecture())) {
            throw new CheckpointException("its architecture is '" + header.architecture() + "', not " + ARCHITECTURE);
        }
        long count = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            count++;
            rows.accept(parse(ROWS, line, count + 1));
        }
        if (count != header.rows()) {
            throw new CheckpointException("it has " + count + " rows where its header says " + header.rows());
        }
    }

    private static <T> T parse(ObjectReader reader, String line, long number) throws CheckpointException {
        try {
            T value = reader.readValue(line);
            if (value == null) {
                throw new CheckpointException("line " + number + " is garbled: null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new CheckpointException(
                    "line " + number + " is garbled, not JSON of a " + ARCHITECTURE + ": " + e.getOriginalMessage(), e);
        }
    }

    private static void line(Object value, OutputStream out) throws IOException {
        out.write(WRITER.writeValueAsBytes(value));
        out.write('\n');
    }
}
