package io.ida.training.iterations;

import java.time.Duration;
import java.util.function.Supplier;

/** Gives up when nothing has moved for too long. For one thread. */
final class StallClock {
    private final Duration timeout;
    private long moved = System.nanoTime();

    StallClock(Duration timeout) {
        this.timeout = timeout;
    }

    /** Something moved. */
    void moved() {
        moved = System.nanoTime();
    }

    /**
     * @param missing says what is waited for
     * @throws RunException if nothing has moved for the timeout
     */
    void check(Supplier<String> missing) {
        if (System.nanoTime() - moved > timeout.toNanos()) {
            throw new RunException("Nothing has come for " + timeout.toSeconds() + " s. " + missing.get());
        }
    }
}
