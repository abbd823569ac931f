package io.ida.cli;

import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars that count answers. */
final class AnswerBar {
    /** Set by the script {@code ida}, which can tell. */
    private static final boolean ON_TERMINAL = Boolean.getBoolean("ida.stderr.terminal");

    private static final int WIDTH = 110;
    private static final int REFRESH_MILLIS = 100;

    private AnswerBar() {}

    /** A bar on standard error, if that is a terminal. */
    static Optional<ProgressBar> of(String name, long answers) {
        if (!ON_TERMINAL) {
            return Optional.empty();
        }
        return Optional.of(new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(answers)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" answers", 1)
                .showSpeed()
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build());
    }
}
