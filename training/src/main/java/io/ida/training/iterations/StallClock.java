package io.ida.training.iterations;

import io.ida.training.RunException;
import java.time.Duration;
import java.util.function.Supplier;

/** Gives up when nothing has moved for too long. For one thread. */
public final class StallClock {
    private final Duration timeout;
    private long moved = System.nanoTime();

    public StallClock(Duration timeout) {
        this.timeout = timeout;
    }

    /** Something moved. */
    public void moved() {
        moved = System.nanoTime();
    }

    /**
     * @param missing says what is waited for
     * @throws RunException if nothing has moved for the timeout
     */
    public void check(Supplier<String> missing) {
        if (System.nanoTime() - moved > timeout.toNanos()) {
            throw new RunException("Nothing has come for " + timeout.toSeconds() + " s. " + missing.get());
        }
    }
}
