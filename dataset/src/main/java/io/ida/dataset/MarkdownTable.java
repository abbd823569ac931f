package io.ida.dataset;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of a table in Markdown, whatever is in the cells: each shows as the text that it is, on one line. */
final class MarkdownTable {
    private MarkdownTable() {}

    static String head(Object... names) {
        return row(names) + "|---".repeat(names.length) + "|\n";
    }

    static String row(Object... cells) {
        return Arrays.stream(cells).map(MarkdownTable::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(Object content) {
        return content.toString()
                .replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ")
                .replaceAll("[\\\\|`*_~<&\\[]", "\\\\$0");
    }
}
