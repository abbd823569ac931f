package io.ida.cli;

import io.ida.events.ModelVersion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The versions of X, and which of them is the latest. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the versions of assistants, and says which answer. The latest promoted version answers all"
                + " questions that pin none.")
final class ModelsCommand implements Runnable {
    /** What a table has room for; JSON has all. */
    private static final List<String> TOLD = List.of("agreement", "loss", "steps", "rows");

    private final ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    ModelsCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, promote or rollback?");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists all versions: status, parent, examples, metrics, and which is the latest.")
    int list(
            @Option(names = "--model", paramLabel = "NAME", description = "Only the versions of this model.")
                    String model)
            throws InterruptedException {
        try (Connection connection = Connection.open(cluster, spec);
                ModelBook book = new ModelBook(new Clients(connection.properties()).cluster(), this::complain)) {
            Listing listing = new Listing(
                    cluster, spec, "model", "version", "status", "latest", "parent", "examples", "metrics", "created");
            Collection<ModelHistory> histories = model == null ? book.read().values() : List.of(book.read(model));
            for (ModelHistory history : histories) {
                for (ModelVersion version : history.versions()) {
                    listing.row(
                            version.getName(),
                            version.getVersion(),
                            version.getStatus().name(),
                            version.getVersion() == history.latest() ? "yes" : "no",
                            version.getParentVersion().orElse(null),
                            version.getExamples(),
                            metrics(version),
                            version.getCreatedAt().toString());
                }
            }
            listing.print();
            return Ida.OK;
        }
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description =
                    "Makes an earlier version the latest: those above it become REJECTED, together. Assistants that"
                            + " run take it up at once. Exit code 1 if there is nothing to roll back.")
    int rollback(
            @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model.") String model,
            @Option(
                            names = "--to",
                            paramLabel = "V",
                            description = "The version to go back to, 0 for none (default: the promoted one before the"
                                    + " latest).")
                    Integer target)
            throws InterruptedException {
        if (target != null && target < 0) {
            throw new ParameterException(spec.commandLine(), "--to is a version or 0, not " + target + ".");
        }
        return edit("rejected", model, history -> history.rollback(target == null ? history.beforeLatest() : target));
    }

    @Command(
            name = "promote",
            description =
                    "Promotes a version, whatever a gate says of it. It is the latest if no higher one is promoted.")
    int promote(
            @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model.") String model,
            @Option(names = "--version", required = true, paramLabel = "V", description = "The version.") int version,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Show this help message and exit.")
                    boolean help)
            throws InterruptedException {
        return edit("promoted", model, history -> history.promote(version));
    }

    private int edit(String column, String model, ModelEditing.Change change) throws InterruptedException {
        try (Connection connection = Connection.open(cluster, spec);
                ModelEditing editing = new ModelEditing(new Clients(connection.properties()), this::complain)) {
            ModelEditing.Edit edit = editing.edit(model, change);
            List<Integer> changed =
                    edit.changed().stream().map(ModelVersion::getVersion).toList();
            Listing listing = new Listing(cluster, spec, "model", "latest", column);
            listing.row(model, edit.after().latest(), cluster.isJson() ? changed : words(changed));
            listing.print();
            return Ida.OK;
        }
    }

    private Object metrics(ModelVersion version) {
        if (cluster.isJson()) {
            return new TreeMap<>(version.getMetrics());
        }
        return words(TOLD.stream()
                .filter(version.getMetrics()::containsKey)
                .map(name -> name + "=" + number(version.getMetrics().get(name)))
                .toList());
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
    }

    /** A list in a cell; null for an empty one. */
    private static String words(List<?> items) {
        return items.isEmpty() ? null : items.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private void complain(String message) {
        spec.commandLine().getErr().println(message);
    }
}
