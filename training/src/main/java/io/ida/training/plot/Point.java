package io.ida.training.plot;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one version could do.
 *
 * @param x where it stands on the figure's x axis: its number, or the seconds that it took to get there
 * @param all its accuracy over all questions
 * @param byDepth its accuracy over the questions that need as many levels of amplification as the key says
 * @param horizon the largest hardness up to which it can be relied on; {@link #UNKNOWN} is not drawn
 */
public record Point(double x, Share all, SortedMap<Integer, Share> byDepth, int horizon) {
    /** Stands for a horizon that was not measured. */
    public static final int UNKNOWN = -1;

    public Point {
        byDepth = Collections.unmodifiableSortedMap(new TreeMap<>(byDepth));
    }
}
