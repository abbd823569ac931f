package io.ida.bench;

import java.time.Duration;

/**
 * What a backlog is made of.
 *
 * @param questions how many wait when the stages start
 * @param openTrees {@code decompose.max.open.trees}, of each of {@value #PARTITIONS} partitions
 * @param heapMegabytes largest heap of each stage
 * @param contextSize facts of a context: 2 to 64
 * @param sampleInterval time from one look at memory and open trees to the next
 * @param timeout how long all of it may take
 */
public record BacklogOptions(
        int questions, int openTrees, int heapMegabytes, int contextSize, Duration sampleInterval, Duration timeout) {
    /** What is measured unless something else is asked for. */
    public static final BacklogOptions DEFAULT =
            new BacklogOptions(1_000_000, 2_000, 256, 8, Duration.ofSeconds(5), Duration.ofMinutes(30));

    /** Partitions of all topics. */
    static final int PARTITIONS = 4;

    /** @throws IllegalArgumentException if a number is out of range */
    public BacklogOptions {
        AtLeast.require(1, questions, "questions");
        AtLeast.require(1, openTrees, "open trees");
        AtLeast.require(64, heapMegabytes, "megabytes of heap");
        if (contextSize < 2 || contextSize > 64) {
            throw new IllegalArgumentException("A context has 2 to 64 facts, not " + contextSize + ".");
        }
    }
}
