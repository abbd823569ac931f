package io.ida.training.plot;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as figures show them. */
final class Numbers {
    private Numbers() {}

    /** A measured share; a dash for NaN. */
    static String share(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** A given share, with no more places than it has. */
    static String threshold(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** A place on the x axis: without decimals where it has none. */
    static String x(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
