package io.ida.dataset;

/**
 * How often a version of an assistant is wrong, as far as its answers were checked.
 *
 * @param assistant name of its model
 * @param version version of it
 * @param depth depth at which it was asked: 0 if it answered alone, n if its answers were amplified n times
 * @param right checked answers that were found right
 * @param wrong checked answers that were found wrong
 * @param unknown checked answers of which nothing was found out
 */
public record ErrorEstimate(String assistant, int version, int depth, long right, long wrong, long unknown) {
    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959964;

    /** Share of wrong answers among those that something is known of; NaN if there is none. */
    public double rate() {
        return judged() == 0 ? Double.NaN : (double) wrong / judged();
    }

    /** Lower end of the 95 % confidence interval; 0 if nothing is known. */
    public double low() {
        return judged() == 0 ? 0 : Math.max(0, middle() - halfWidth());
    }

    /** Upper end of the 95 % confidence interval; 1 if nothing is known. */
    public double high() {
        return judged() == 0 ? 1 : Math.min(1, middle() + halfWidth());
    }

    private long judged() {
        return right + wrong;
    }

    /** Middle of the score interval (Wilson 1927, "Probable inference, the law of succession, and statistical inference"). */
    private double middle() {
        return (rate() + Z * Z / (2 * judged())) / (1 + Z * Z / judged());
    }

    private double halfWidth() {
        double variance = rate() * (1 - rate()) / judged() + Z * Z / (4.0 * judged() * judged());
        return Z * Math.sqrt(variance) / (1 + Z * Z / judged());
    }
}
