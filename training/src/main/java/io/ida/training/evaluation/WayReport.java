package io.ida.training.evaluation;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ida.training.plot.Point;
import io.ida.training.plot.Share;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one version did in one way of answering.
 *
 * @param way {@code alone}, or the supervisor that amplified
 * @param total over all questions
 * @param bySize by difficulty: the size of the context
 * @param byDepth by the levels of amplification that a question needs
 * @param horizon the largest hardness at which the accuracy reaches the threshold, and up to which it does, over all
 *     questions that are not harder; 0 if there is none. Both, for an easy majority would carry a few hard questions
 *     that are all wrong, and luck would find one hardness far out that is all right
 * @param agreement share of questions that this way answers as the assistant does alone, where {@code idk} counts
 *     against it; null for the assistant alone
 * @param failure one failure, in words; empty if there was none
 */
@JsonPropertyOrder({"way", "total", "bySize", "byDepth", "horizon", "agreement", "failure"})
public record WayReport(
        String way,
        Counts total,
        SortedMap<Integer, Counts> bySize,
        SortedMap<Integer, Counts> byDepth,
        int horizon,
        Double agreement,
        String failure) {
    /** The report as a point of a figure. */
    Point point(double x) {
        TreeMap<Integer, Share> shares = new TreeMap<>();
        byDepth.forEach((depth, counts) -> shares.put(depth, counts.share()));
        return new Point(x, total.share(), shares, horizon);
    }
}
