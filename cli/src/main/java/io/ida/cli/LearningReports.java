package io.ida.cli;

import io.ida.events.Training;
import io.ida.models.neural.LearnedSupervisor;
import io.ida.training.TrainingListener;
import io.ida.training.TrainingStep;
import io.ida.training.iterations.IterationCounts;
import io.ida.training.learning.LearningProgress;
import io.ida.training.learning.RoundReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows a learning run: a line for each round, and the reports, at once as JSON or in a table at the end. It may be told
 * the steps of trainings, too, by another thread: then a round's bar shows them.
 */
final class LearningReports implements LearningProgress, TrainingListener, AutoCloseable {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final List<RoundReport> finished = new ArrayList<>();
    private IterationBar bar;

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
    public synchronized void roundStarted(int round, long questions, int version) {
        closeBar();
        bar = IterationBar.of("round " + round, questions, err);
    }

    @Override
    public synchronized void counted(IterationCounts counts) {
        bar.show(counts);
    }

    @Override
    public synchronized void stepped(Training training, String architecture, TrainingStep step) {
        if (bar == null) {
            return;
        }
        String who = architecture.equals(LearnedSupervisor.ARCHITECTURE) ? "H\u2032" : "X";
        bar.note(
                step.step() == step.steps()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%s@%d step %d/%d, loss %.3f, %.0f/s",
                                who,
                                training.getVersion(),
                                step.step(),
                                step.steps(),
                                step.loss(),
                                step.examplesPerSecond()));
    }

    @Override
    public synchronized void reportFinished(RoundReport report) {
        closeBar();
        finished.add(report);
        if (report.version() > 0) {
            err.println(line(report));
            err.flush();
        }
        if (json) {
            out.println(report.toJson());
            if (out.checkError()) {
                throw new OutputClosedException();
            }
        }
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private static String line(RoundReport report) {
        return String.format(
                Locale.ROOT,
                "version %d %s: loss %.3f, agreement %.3f, difficulty %d, alone %.3f, amplified %.3f,"
                        + " horizon %d, %.0f lessons/s, %.1f s",
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
    public synchronized void close() {
        closeBar();
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
