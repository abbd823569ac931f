package io.ida.bench;

import java.time.Duration;

/**
 * One measurement at full load.
 *
 * @param hops records consumed by an application, as {@link PipelineBench} defines it
 * @param elapsed from just before the first record was published until the last one was out
 */
record Throughput(long hops, Duration elapsed) {
    double hopsPerSecond() {
        return perSecond(hops);
    }

    double perSecond(long count) {
        return count / (elapsed.toNanos() / 1e9);
    }
}
