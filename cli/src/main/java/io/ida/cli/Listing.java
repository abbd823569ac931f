package io.ida.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Rows with named columns, printed as tables or as JSON objects, as the user asks. */
final class Listing {
    /** Long tables are printed in pages, so that they need not fit in memory. */
    private static final int PAGE = 1_000;

    private final ClusterOptions options;
    private final CommandSpec command;
    private final String[] columns;
    private final List<Object[]> rows = new ArrayList<>();

    Listing(ClusterOptions options, CommandSpec command, String... columns) {
        this.options = options;
        this.command = command;
        this.columns = columns;
    }

    /** Adds a row: as many values as columns; null for none. JSON is printed at once. */
    void row(Object... values) {
        if (options.isJson()) {
            command.commandLine().getOut().println(EventJson.line(object(values)));
            return;
        }
        rows.add(values);
        if (rows.size() == PAGE) {
            print();
        }
    }

    /** Prints the rows that are not printed yet. */
    void print() {
        if (!options.isJson()) {
            Table table = new Table(columns);
            rows.forEach(table::row);
            table.print(command.commandLine().getOut());
            rows.clear();
        }
        command.commandLine().getOut().flush();
    }

    private ObjectNode object(Object... row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int column = 0; column < columns.length; column++) {
            object.putPOJO(columns[column], row[column]);
        }
        return object;
    }
}
