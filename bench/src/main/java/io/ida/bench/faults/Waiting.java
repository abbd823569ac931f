package io.ida.bench.faults;

import io.ida.bench.BenchException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
final class Waiting {
    private static final long BETWEEN_LOOKS_MILLIS = 100;

    private Waiting() {}

    /**
     * Looks again and again until something is so.
     *
     * @throws BenchException if it is not within a time
     */
    static void until(String what, Duration patience, BooleanSupplier isSo) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("Waited in vain for " + what + ", for " + patience.toSeconds() + " s.");
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }
}
