package io.ida.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Locale;

/** How reports are written: as a table for people, one figure a line, or as JSON. A table is for one thread. */
public final class FigureTable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final StringBuilder lines = new StringBuilder();

    /** Adds a line. */
    public FigureTable line(String name, String format, double... figures) {
        Object[] arguments = Arrays.stream(figures).boxed().toArray();
        lines.append(String.format(Locale.ROOT, "%-12s  ", name))
                .append(String.format(Locale.ROOT, format, arguments))
                .append(System.lineSeparator());
        return this;
    }

    @Override
    public String toString() {
        return lines.toString();
    }

    /** A report as one JSON object in one line, with the names of its components. */
    public static String json(Record report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report is always JSON.", e);
        }
    }
}
