package io.ida.training.plot;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is drawn.
 *
 * @param title one line
 * @param subtitle one more line, in smaller letters: what was asked, of whom; may be empty
 * @param xLabel what x is, for example {@code version} or {@code seconds of training}
 * @param hardness what the horizon counts, for example {@code exponent}
 * @param threshold the accuracy that counts as able, drawn as a dashed line
 * @param curves what to draw; of several runs, each way should come in the same order
 */
public record Figure(
        String title, String subtitle, String xLabel, String hardness, double threshold, List<Curve> curves) {
    public Figure {
        curves = List.copyOf(curves);
    }

    /** The runs, in the order of the curves. */
    List<String> runs() {
        return curves.stream().map(Curve::run).distinct().toList();
    }

    /** The ways, in the order of the curves. */
    List<String> ways() {
        return curves.stream().map(Curve::way).distinct().toList();
    }

    List<Curve> curvesOf(String run) {
        return curves.stream().filter(curve -> curve.run().equals(run)).toList();
    }

    /** Every depth that a question needed. */
    SortedSet<Integer> depths() {
        SortedSet<Integer> depths = new TreeSet<>();
        curves.forEach(curve ->
                curve.points().forEach(point -> depths.addAll(point.byDepth().keySet())));
        return depths;
    }
}
