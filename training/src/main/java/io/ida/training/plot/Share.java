package io.ida.training.plot;

/**
 * How many of some questions were answered right.
 *
 * @param right those that were
 * @param asked all of them
 */
public record Share(long right, long asked) {
    public Share {
        if (right < 0 || right > asked) {
            throw new IllegalArgumentException("Of " + asked + " questions " + right + " cannot be right.");
        }
    }

    /** The accuracy, 0 to 1; NaN if nothing was asked. */
    public double value() {
        return asked == 0 ? Double.NaN : (double) right / asked;
    }

    /** Both together. */
    public Share plus(Share other) {
        return new Share(right + other.right, asked + other.asked);
    }
}
