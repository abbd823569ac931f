package io.ida.dataset;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of a table in Markdown. */
final class MarkdownTable {
    private MarkdownTable() {}

    static String head(Object... names) {
        return row(names) + "|---".repeat(names.length) + "|\n";
    }

    static String row(Object... cells) {
        return Arrays.stream(cells).map(MarkdownTable::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(Object content) {
        return content.toString();
    }
}
