package io.ida.bench;

import java.time.Duration;
import java.util.List;

/**
 * What a measurement of scaling is made of.
 *
 * @param questions roots of the backlog that each stage works off alone
 * @param threads stream threads of a stage, one measurement for each
 * @param calls calls in flight of the stage assist with a slow model, one measurement for each
 * @param delay what a call of the slow model takes
 * @param rounds calls that each of them makes one after another
 * @param contextSize facts of a context: 2 to 64
 * @param timeout how long any one wait may take
 */
public record ScalingOptions(
        int questions,
        List<Integer> threads,
        List<Integer> calls,
        Duration delay,
        int rounds,
        int contextSize,
        Duration timeout) {
    /** What is measured unless something else is asked for. */
    public static final ScalingOptions DEFAULT = new ScalingOptions(
            20_000,
            List.of(1, 2, 4),
            List.of(1, 10, 50, 100, 200, 400),
            Duration.ofMillis(50),
            100,
            16,
            Duration.ofMinutes(3));

    /** Partitions of all topics: no stage has work for more threads. */
    static final int PARTITIONS = 4;

    /** @throws IllegalArgumentException if a number is out of range */
    public ScalingOptions {
        AtLeast.require(10, questions, "questions");
        AtLeast.require(10, rounds, "rounds");
        threads.forEach(count -> AtLeast.require(1, count, "threads"));
        calls.forEach(count -> AtLeast.require(1, count, "calls"));
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("The delay is at least 1 ms, not " + delay.toMillis() + ".");
        }
        if (contextSize < 2 || contextSize > 64) {
            throw new IllegalArgumentException("A context has 2 to 64 facts, not " + contextSize + ".");
        }
        threads = List.copyOf(threads);
        calls = List.copyOf(calls);
    }
}
