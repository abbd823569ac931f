package io.ida.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A text table: columns as wide as their widest cell, numbers to the right. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** @param titles what the columns are called */
    Table(String... titles) {
        rows.add(List.of(titles));
    }

    /** Adds a row. A null cell is printed as a dash. */
    Table row(Object... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    "A row needs " + rows.get(0).size() + " cells, not " + cells.length + ".");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell == null ? "-" : cell.toString());
        }
        rows.add(row);
        return this;
    }

    void print(PrintWriter out) {
        int columns = rows.get(0).size();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String padding = " ".repeat(width(column) - row.get(column).length());
                line.append(column == 0 ? "" : GAP);
                line.append(isNumeric(column) ? padding + row.get(column) : row.get(column) + padding);
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.size() > 1
                && rows.stream().skip(1).allMatch(row -> row.get(column).matches("-|-?[0-9]+([.,][0-9]+)?( ?[%s])?"));
    }
}
