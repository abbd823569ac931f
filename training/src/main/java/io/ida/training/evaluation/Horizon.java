package io.ida.training.evaluation;

import io.ida.training.plot.Share;
import java.util.Map;
import java.util.SortedMap;

/** How far an assistant sees. */
public final class Horizon {
    private Horizon() {}

    /**
     * The largest hardness at which enough answers are right, and up to which enough of them are. Both: else an easy
     * majority would carry a few hard questions that are all wrong, or luck would find one hardness far out.
     *
     * @param byHardness what was asked and right at each hardness, at least one question at each
     * @param threshold what share is enough
     * @return 0 if there is no such hardness
     */
    public static int of(SortedMap<Integer, Share> byHardness, double threshold) {
        Share upToHere = new Share(0, 0);
        int horizon = 0;
        for (Map.Entry<Integer, Share> level : byHardness.entrySet()) {
            upToHere = upToHere.plus(level.getValue());
            if (upToHere.value() >= threshold && level.getValue().value() >= threshold) {
                horizon = level.getKey();
            }
        }
        return horizon;
    }
}
