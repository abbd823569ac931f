package io.ida.cli;

import io.ida.training.iterations.IterationCounts;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;

/** The progress of an iteration or a round: a bar on a terminal, else one line at its end. */
final class IterationBar implements AutoCloseable {
    private final String name;
    private final PrintWriter err;
    private final ProgressBar bar;
    private final long startedAt = System.nanoTime();
    private IterationCounts counts = new IterationCounts(0, 0, 0, 0);
    private String note = "";

    private IterationBar(String name, PrintWriter err, ProgressBar bar) {
        this.name = name;
        this.err = err;
        this.bar = bar;
    }

    /**
     * Begins one.
     *
     * @param name what it is called, for example {@code iteration 3}
     * @param questions how many questions it asks
     * @param err gets the line where no bar can be drawn
     */
    static IterationBar of(String name, long questions, PrintWriter err) {
        return new IterationBar(
                name, err, TerminalBar.of(name, questions, " answers").orElse(null));
    }

    void show(IterationCounts now) {
        counts = now;
        if (bar != null) {
            bar.stepTo(now.answered());
            writeMessage();
        }
    }

    /** Says something in the place of the counts, for which a line has no room beside it; "" shows them again. */
    void note(String message) {
        note = message;
        if (bar != null) {
            writeMessage();
        }
    }

    private void writeMessage() {
        String message = note.isEmpty()
                ? "asked " + counts.asked() + ", traces " + counts.traces() + "/" + counts.tracesExpected()
                : note;
        bar.setExtraMessage("  " + message);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            return;
        }
        Duration time = Duration.ofNanos(System.nanoTime() - startedAt);
        err.printf(
                "%s: asked %d, answered %d, traces %d, %d answers/s%n",
                name,
                counts.asked(),
                counts.answered(),
                counts.traces(),
                counts.answered() * 1000 / Math.max(1, time.toMillis()));
        err.flush();
    }
}
