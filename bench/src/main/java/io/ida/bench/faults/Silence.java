package io.ida.bench.faults;

import java.time.Duration;

/** The longest time in which no result came though some were missing. For one thread. */
final class Silence {
    private int results;
    private Duration lastChange = Duration.ZERO;
    private Duration longest = Duration.ZERO;

    /** So many results are there at a time. */
    void seen(int now, Duration at) {
        if (now != results) {
            Duration silent = at.minus(lastChange);
            longest = longest.compareTo(silent) < 0 ? silent : longest;
            results = now;
            lastChange = at;
        }
    }

    Duration longest() {
        return longest;
    }
}
