package io.ida.cli;

import io.ida.training.learning.LearningProgress;
import io.ida.training.learning.RoundReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a learning run: a line for each round, and the reports, at once as JSON or in a table at the end. */
final class LearningReports implements LearningProgress, AutoCloseable {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final List<RoundReport> finished = new ArrayList<>();

    /**
     * @param out gets the reports
     * @param err gets the progress
     */
    LearningReports(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    @Override
    public void reportFinished(RoundReport report) {
        finished.add(report);
        err.println(line(report));
        err.flush();
        if (json) {
            out.println(report.toJson());
            out.flush();
        }
    }

    private static String line(RoundReport report) {
        if (report.version() == 0) {
            return String.format(
                    Locale.ROOT, "round %d: %d lessons in %.1f s", report.round(), report.lessons(), report.seconds());
        }
        return String.format(
                Locale.ROOT,
                "round %d: version %d %s, loss %.3f, agreement %.3f, difficulty %d, alone %.3f, amplified %.3f,"
                        + " horizon %d, %.0f lessons/s, %.1f s",
                report.round(),
                report.version(),
                report.status().name().toLowerCase(Locale.ROOT),
                report.loss(),
                report.meanAgreement(),
                report.difficulty(),
                report.accuracy(),
                report.amplifiedAccuracy(),
                report.horizon(),
                report.lessonsPerSecond(),
                report.seconds());
    }

    /** Prints the table. */
    @Override
    public void close() {
        if (json || finished.isEmpty()) {
            return;
        }
        Table table = new Table(
                "version",
                "status",
                "difficulty",
                "loss",
                "agreement",
                "alone",
                "amplified",
                "horizon",
                "steps",
                "H calls",
                "H\u2032 loss",
                "seconds");
        for (RoundReport report : finished) {
            if (report.version() > 0) {
                table.row(
                        report.version(),
                        report.status().name().toLowerCase(Locale.ROOT),
                        report.difficulty(),
                        decimal(report.loss()),
                        decimal(report.meanAgreement()),
                        decimal(report.accuracy()),
                        decimal(report.amplifiedAccuracy()),
                        report.horizon(),
                        report.steps(),
                        report.supervisorCalls(),
                        report.imitation().trained() == 0
                                ? null
                                : decimal(report.imitation().loss()),
                        String.format(Locale.ROOT, "%.1f", report.seconds()));
            }
        }
        table.print(out);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
