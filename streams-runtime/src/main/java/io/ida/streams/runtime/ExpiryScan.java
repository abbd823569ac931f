package io.ida.streams.runtime;

/**
 * Says when a store must be scanned for entries that have expired, without keeping an index: it knows a time before
 * which nothing can have expired. Most entries are gone long before that, so a scan happens about once a time to live,
 * and at most once a call. Make one in each {@code init}: a task that is revived may have entries back in its store that
 * had gone. Not safe for use by several threads.
 */
public final class ExpiryScan {
    private long nothingExpiresBefore = Long.MIN_VALUE;

    /** Notes an entry that expires at a time, in milliseconds since the epoch. */
    public void expect(long expiresAt) {
        nothingExpiresBefore = Math.min(nothingExpiresBefore, expiresAt);
    }

    /** Whether something may have expired by now. */
    public boolean isDue(long now) {
        return now >= nothingExpiresBefore;
    }

    /** Begins a scan: forgets the bound, which the scan sets anew by {@link #expect} for each entry that stays. */
    public void begin() {
        nothingExpiresBefore = Long.MAX_VALUE;
    }
}
