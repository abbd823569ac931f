package io.ida.amplification;

import io.ida.events.Split;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Divides the data set by context: a hash of the context id decides, so that all traces about a context are in one part,
 * whenever and wherever they are made. Immutable.
 *
 * @param validationPercent share of contexts that are VALIDATION
 * @param testPercent share of contexts that are TEST
 */
public record Splits(int validationPercent, int testPercent) {
    /** A tenth each, as distill divides unless it is configured otherwise. */
    public static final Splits STANDARD = new Splits(10, 10);

    private static final int HUNDRED = 100;

    public Splits {
        if (validationPercent < 0 || testPercent < 0 || validationPercent + testPercent > HUNDRED) {
            throw new IllegalArgumentException(
                    "Parts of " + validationPercent + " % and " + testPercent + " % cannot be taken from a data set.");
        }
    }

    /** The part that the traces about a context are in. */
    public Split of(String contextId) {
        CRC32C hash = new CRC32C();
        hash.update(contextId.getBytes(StandardCharsets.UTF_8));
        long percentile = hash.getValue() % HUNDRED;
        if (percentile < testPercent) {
            return Split.TEST;
        }
        return percentile < testPercent + validationPercent ? Split.VALIDATION : Split.TRAIN;
    }
}
