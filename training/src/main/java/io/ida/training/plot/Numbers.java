package io.ida.training.plot;

import java.util.Locale;

/** Numbers as figures show them. */
final class Numbers {
    private Numbers() {}

    /** A share with as many places as it needs, three at most; a dash for NaN. */
    static String share(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
    }

    /** A place on the x axis: without decimals where it has none. */
    static String x(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
