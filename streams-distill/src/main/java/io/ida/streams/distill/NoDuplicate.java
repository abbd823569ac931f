package io.ida.streams.distill;

import io.ida.events.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * No row with the same {@link Content} was let out within a window of time. Remembers the fingerprint of each row that it
 * lets pass, and forgets it after the window, so that what is kept does not grow with the data set.
 */
final class NoDuplicate implements Check {
    static final String NAME = "no-duplicate";

    private final WindowStore<String, String> seen;
    private final Duration window;
    private final LongSupplier clock;

    /**
     * @param seen question id by fingerprint
     * @param window how long a row is remembered
     * @param clock milliseconds since the epoch
     */
    NoDuplicate(WindowStore<String, String> seen, Duration window, LongSupplier clock) {
        this.seen = seen;
        this.window = window;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Finding examine(FinishedNode node) {
        Trace row = node.row();
        String fingerprint = Content.fingerprint(row);
        Instant now = Instant.ofEpochMilli(clock.getAsLong());
        try (WindowStoreIterator<String> found = seen.fetch(fingerprint, now.minus(window), now.plus(window))) {
            if (found.hasNext()) {
                return new Finding.Failed("The same as the row of " + found.next().value + ".");
            }
        }
        seen.put(fingerprint, row.getQuestion().getId(), now.toEpochMilli());
        return Finding.PASSED;
    }
}
