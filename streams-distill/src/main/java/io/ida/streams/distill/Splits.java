package io.ida.streams.distill;

import io.ida.events.Split;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Divides the data set by context: a hash of the context id decides, so that all traces about a context are in one part,
 * whenever and wherever they are made.
 *
 * @param validationPercent share of contexts that are VALIDATION
 * @param testPercent share of contexts that are TEST
 */
record Splits(int validationPercent, int testPercent) {
    private static final int HUNDRED = 100;

    Split of(String contextId) {
        CRC32C hash = new CRC32C();
        hash.update(contextId.getBytes(StandardCharsets.UTF_8));
        long percentile = hash.getValue() % HUNDRED;
        if (percentile < testPercent) {
            return Split.TEST;
        }
        return percentile < testPercent + validationPercent ? Split.VALIDATION : Split.TRAIN;
    }
}
