package io.ida.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d} or {@code PT30S}. */
final class Durations {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

    private Durations() {}

    /** @throws IllegalArgumentException if the text is no positive duration */
    static Duration parse(String text) {
        Duration duration;
        Matcher parts = SHORT.matcher(text.strip());
        try {
            duration =
                    parts.matches() ? of(Long.parseLong(parts.group(1)), parts.group(2)) : Duration.parse(text.strip());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is no duration: write 500ms, 30s, 5m, 2h or PT30S.");
        }
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("'" + text + "' is no positive duration.");
        }
        return duration;
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
