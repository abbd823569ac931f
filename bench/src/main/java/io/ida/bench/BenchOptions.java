package io.ida.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What a measurement is made of.
 *
 * @param questions root questions of one pipeline measurement
 * @param chainRecords records sent through the chain in one chain measurement
 * @param contextSize facts of a context: 8 to 64
 * @param partitions partitions of the pipeline's and the chain's topics
 * @param repeats how often pipeline and chain take turns; medians of the turns are reported
 * @param warmUps unmeasured turns before, of the same size; the first one shows how large records are
 * @param latencyQuestions questions asked one after another
 * @param timeout how long any one wait may take
 * @param properties further properties of the pipeline and the chain, by which a setting is tried
 */
public record BenchOptions(
        int questions,
        int chainRecords,
        int contextSize,
        int partitions,
        int repeats,
        int warmUps,
        int latencyQuestions,
        Duration timeout,
        Map<String, String> properties) {
    /** What is measured unless something else is asked for. */
    public static final BenchOptions DEFAULT =
            new BenchOptions(15_000, 60_000, 32, 4, 3, 5, 100, Duration.ofMinutes(2), Map.of());

    /** @throws IllegalArgumentException if a number is too small */
    public BenchOptions {
        AtLeast.require(1, questions, "questions");
        AtLeast.require(1, chainRecords, "chain records");
        AtLeast.require(1, partitions, "partitions");
        AtLeast.require(1, repeats, "repeats");
        AtLeast.require(1, warmUps, "warm-ups");
        AtLeast.require(1, latencyQuestions, "latency questions");
        if (contextSize < 8 || contextSize > 64) {
            throw new IllegalArgumentException("A context has 8 to 64 facts, not " + contextSize + ".");
        }
        properties = Map.copyOf(properties);
    }
}
