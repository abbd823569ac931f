package io.ida.training;

/** The losses of a training. For one thread. */
final class LossCurve {
    private static final double MEMORY = 0.9;

    private double recent = Double.NaN;

    /** Takes in the loss of a step; one that is not finite does not count. */
    void add(double loss) {
        if (Double.isFinite(loss)) {
            recent = Double.isNaN(recent) ? loss : MEMORY * recent + (1 - MEMORY) * loss;
        }
    }

    /** A running mean of the last ten or so; NaN before the first. */
    double recent() {
        return recent;
    }
}
