package io.ida.cli;

import io.ida.training.evaluation.Counts;
import io.ida.training.evaluation.EvaluationReport;
import io.ida.training.evaluation.VersionReport;
import io.ida.training.evaluation.WayReport;
import io.ida.training.plot.Curve;
import io.ida.training.plot.Figure;
import io.ida.training.plot.LearningPlot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows what an evaluation came to: as a table or JSON, and as curves. */
final class EvaluationOutput {
    static final String FILE = "evaluation.json";

    private final EvaluationReport report;

    EvaluationOutput(EvaluationReport report) {
        this.report = report;
    }

    /** Prints a row for each version and way of answering, or the report as one line of JSON. */
    void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(report.toJson());
        } else {
            table().print(out);
        }
        out.flush();
    }

    private Table table() {
        List<String> titles = new ArrayList<>(
                List.of("version", "status", "X", "asked", "answered", "right", "accuracy", "agreement", "horizon"));
        SortedSet<Integer> depths = keys(WayReport::byDepth);
        SortedSet<Integer> sizes = report.sizes().size() > 1 ? keys(WayReport::bySize) : new TreeSet<>();
        depths.forEach(depth -> titles.add("depth " + depth));
        sizes.forEach(size -> titles.add("size " + size));
        Table table = new Table(titles.toArray(String[]::new));
        for (VersionReport version : report.versions()) {
            for (WayReport way : version.ways()) {
                List<Object> cells = new ArrayList<>();
                cells.add(version.version());
                cells.add(version.status() == null ? "-" : version.status().toLowerCase(Locale.ROOT));
                cells.add(way.agreement() == null ? way.way() : "+ " + way.way());
                cells.add(way.total().asked());
                cells.add(way.total().answered());
                cells.add(way.total().right());
                cells.add(decimal(way.total().accuracy()));
                cells.add(way.agreement() == null ? null : decimal(way.agreement()));
                cells.add(way.horizon());
                depths.forEach(depth -> cells.add(accuracy(way.byDepth().get(depth))));
                sizes.forEach(size -> cells.add(accuracy(way.bySize().get(size))));
                table.row(cells.toArray());
            }
        }
        return table;
    }

    private SortedSet<Integer> keys(Function<WayReport, SortedMap<Integer, Counts>> counts) {
        return report.versions().stream()
                .flatMap(version -> version.ways().stream())
                .flatMap(way -> counts.apply(way).keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String accuracy(Counts counts) {
        return counts == null ? null : decimal(counts.accuracy());
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }

    /**
     * Writes the report and then the plot.
     *
     * @param reports what to draw, by the names of the runs
     * @param err hears where they are
     */
    void plot(Path directory, Map<String, EvaluationReport> reports, PrintWriter err) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(FILE), report.toJson() + "\n");
        List<Curve> curves = new ArrayList<>();
        reports.forEach((run, its) -> curves.addAll(its.curves(run)));
        LearningPlot.Drawn drawn = LearningPlot.write(
                directory, new Figure(title(), subtitle(), "version", report.hardness(), report.threshold(), curves));
        if (!drawn.complaint().isEmpty()) {
            err.println(drawn.complaint());
        }
        err.println("How it went: " + drawn.page());
        err.flush();
    }

    private String title() {
        return report.task() + ", size "
                + report.sizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private String subtitle() {
        return report.contexts() + " contexts of each size from the "
                + report.part().toLowerCase(Locale.ROOT) + " part of the data, " + report.questions()
                + " questions about each, seed " + report.seed();
    }

    /** Says what failed, if something did. */
    boolean complain(PrintWriter err) {
        boolean failed = false;
        for (VersionReport version : report.versions()) {
            for (WayReport way : version.ways()) {
                long open = way.total().asked() - way.total().answered();
                if (open > 0) {
                    failed = true;
                    err.println("version " + version.version() + ", " + way.way() + ": " + open
                            + " not answered, for example " + way.failure());
                }
            }
        }
        err.flush();
        return failed;
    }
}
