package io.ida.cli;

import io.ida.training.iterations.IterationCounts;
import io.ida.training.iterations.IterationProgress;
import io.ida.training.iterations.IterationReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a run: a progress bar for each iteration, and its report, at once as JSON or in a table at the end. */
final class IterationReports implements IterationProgress, AutoCloseable {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final List<IterationReport> finished = new ArrayList<>();
    private IterationBar bar;

    /**
     * @param out gets the reports
     * @param err gets the progress where no bar can be drawn
     */
    IterationReports(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    @Override
    public void iterationStarted(int iteration, long questions) {
        closeBar();
        bar = IterationBar.of("iteration " + iteration, questions, err);
    }

    @Override
    public void counted(IterationCounts counts) {
        if (bar != null) {
            bar.show(counts);
        }
    }

    @Override
    public void trainingStarted(int iteration, String model, int version) {
        if (bar != null) {
            bar.note("training " + model + "@" + version);
        }
    }

    @Override
    public void reportFinished(IterationReport report) {
        closeBar();
        finished.add(report);
        if (json) {
            out.println(report.toJson());
            if (out.checkError()) {
                throw new OutputClosedException();
            }
        }
    }

    /** Ends the bar and prints the table. */
    @Override
    public void close() {
        closeBar();
        if (!json && !finished.isEmpty()) {
            table(finished).print(out);
        }
    }

    static Table table(List<IterationReport> reports) {
        Table table = new Table(
                "iteration", "assistant", "questions", "answered", "correct", "agreement", "horizon", "seconds");
        for (IterationReport report : reports) {
            table.row(
                    report.iteration(),
                    report.assistantVersion(),
                    report.questions(),
                    report.answered(),
                    report.correct(),
                    String.format(Locale.ROOT, "%.3f", report.agreement()),
                    report.horizon(),
                    String.format(Locale.ROOT, "%.1f", report.seconds()));
        }
        return table;
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
