package io.ida.bench;

import java.time.Duration;

/**
 * One measurement at full load.
 *
 * @param hops records consumed by an application, as {@link PipelineBench} defines it
 * @param elapsed from just before the first record was published until the last one was out
 * @param cpu what the process, broker and clients included, used of all processors meanwhile
 */
record Throughput(long hops, Duration elapsed, Duration cpu) {
    /** Time of all processors for one hop, in microseconds. */
    double cpuMicrosPerHop() {
        return cpu.toNanos() / 1e3 / hops;
    }

    /** The same time for another number of hops, where they are counted afterwards. */
    Throughput of(long counted) {
        return new Throughput(counted, elapsed, cpu);
    }

    double hopsPerSecond() {
        return perSecond(hops);
    }

    double perSecond(long count) {
        return count / (elapsed.toNanos() / 1e9);
    }
}
