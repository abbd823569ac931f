package io.ida.cli;

import io.ida.training.evaluation.EvaluationProgress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** The progress of an evaluation: a bar on a terminal, else one line at its end. */
final class EvaluationBar implements EvaluationProgress, AutoCloseable {
    private final PrintWriter err;
    private Optional<ProgressBar> bar = Optional.empty();
    private int versions;
    private long asked;
    private long answered;

    EvaluationBar(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void started(List<Integer> evaluated, long questions) {
        versions = evaluated.size();
        bar = TerminalBar.of("evaluating", questions, " answers");
    }

    @Override
    public void counted(long nowAsked, long nowAnswered) {
        asked = nowAsked;
        answered = nowAnswered;
        bar.ifPresent(shown -> shown.stepTo(nowAnswered));
    }

    @Override
    public void close() {
        if (bar.isPresent()) {
            bar.get().close();
        } else if (asked > 0) {
            err.println("versions " + versions + ", asked " + asked + ", answered " + answered);
            err.flush();
        }
    }
}
