package io.ida.training.plot;

import java.util.Comparator;
import java.util.List;

/**
 * How one way of answering went over the versions of one run.
 *
 * @param run which run, for example {@code distilled} or {@code supervised}; curves of the same run belong together
 * @param way who answered, for example {@code X alone} or {@code H + X}
 * @param points the versions that were measured, which are put in the order of x
 */
public record Curve(String run, String way, List<Point> points) {
    public Curve {
        points = points.stream().sorted(Comparator.comparingDouble(Point::x)).toList();
    }
}
