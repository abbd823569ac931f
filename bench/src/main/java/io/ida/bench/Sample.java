package io.ida.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** Repeated measurements of one thing. Immutable. */
final class Sample {
    private final double[] sorted;

    /** @param values at least one, in any order */
    Sample(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("A sample needs at least one value.");
        }
        sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
    }

    /** A figure of each of several measurements. */
    static <T> Sample of(Collection<T> measurements, ToDoubleFunction<T> figure) {
        return new Sample(measurements.stream().mapToDouble(figure).boxed().toList());
    }

    /** The nearest-rank percentile: the smallest value that is not exceeded by {@code percent} of all values. */
    double percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("A percentile is above 0 and at most 100, not " + percent + ".");
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    /** The middle value, or the mean of the two in the middle. */
    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
