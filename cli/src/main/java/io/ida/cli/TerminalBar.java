package io.ida.cli;

import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars. */
final class TerminalBar {
    /** Set by the script {@code ida}, which can tell. */
    private static final boolean ON_TERMINAL = Boolean.getBoolean("ida.stderr.terminal");

    private static final int WIDTH = 110;
    private static final int REFRESH_MILLIS = 100;

    private TerminalBar() {}

    /**
     * A bar on standard error, if that is a terminal.
     *
     * @param max where it ends
     * @param unit of what it counts, with a space before it
     */
    static Optional<ProgressBar> of(String name, long max, String unit) {
        if (!ON_TERMINAL) {
            return Optional.empty();
        }
        return Optional.of(new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(max)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(unit, 1)
                .showSpeed()
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build());
    }
}
