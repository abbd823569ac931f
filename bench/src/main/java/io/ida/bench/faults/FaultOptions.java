package io.ida.bench.faults;

import java.time.Duration;

/**
 * What a fault test is made of.
 *
 * @param seed from which questions and faults are drawn
 * @param length how long faults strike
 * @param gap mean time from one fault to the next
 * @param questions how many are asked in that time
 * @param poison how many records that no stage can process are mixed in
 */
public record FaultOptions(long seed, Duration length, Duration gap, int questions, int poison) {
    /** @throws IllegalArgumentException if there is too little of something */
    public FaultOptions {
        if (length.compareTo(Duration.ofSeconds(30)) < 0) {
            throw new IllegalArgumentException(
                    "Faults strike for at least 30 seconds, not " + length.toSeconds() + ".");
        }
        if (gap.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "Faults have at least a second between them, not " + gap.toMillis() + " ms.");
        }
        if (questions < 1 || poison < 0) {
            throw new IllegalArgumentException("There is at least one question, and no less than no poison.");
        }
    }
}
