package io.ida.training;

import io.ida.amplification.Splits;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How the data set is divided, by the keys of the stage distill: whoever holds contexts out must be told the same. */
public final class ConfiguredSplits {
    /** Share of contexts that are VALIDATION, in percent. */
    public static final String VALIDATION_PERCENT = "distill.validation.percent";

    /** Share of contexts that are TEST, in percent. */
    public static final String TEST_PERCENT = "distill.test.percent";

    /** All keys. */
    public static final Set<String> KEYS = Set.of(VALIDATION_PERCENT, TEST_PERCENT);

    private ConfiguredSplits() {}

    /**
     * The splits that properties say, or the standard ones.
     *
     * @throws IllegalArgumentException if a share is no number, or they make no sense
     */
    public static Splits of(Map<String, String> properties) {
        Settings settings = new Settings(properties);
        return new Splits(
                settings.integer(VALIDATION_PERCENT, Splits.STANDARD.validationPercent()),
                settings.integer(TEST_PERCENT, Splits.STANDARD.testPercent()));
    }

    /** What {@link #of} makes the splits of; nothing if they are the standard ones. */
    public static Map<String, String> toMap(Splits splits) {
        Map<String, String> map = new TreeMap<>();
        if (!splits.equals(Splits.STANDARD)) {
            map.put(VALIDATION_PERCENT, Integer.toString(splits.validationPercent()));
            map.put(TEST_PERCENT, Integer.toString(splits.testPercent()));
        }
        return map;
    }
}
