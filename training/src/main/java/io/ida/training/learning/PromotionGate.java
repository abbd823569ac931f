package io.ida.training.learning;

import java.util.SortedMap;

/**
 * Decides whether a version may become the latest: only if at no level its agreement with its amplified self falls
 * below that of the version before. No ground truth is used. The same questions are asked of all versions, but answers
 * are drawn, so a fall counts only where chance does not explain it.
 */
final class PromotionGate {
    /**
     * One-sided 99.5 % quantile of the normal distribution: a version that is as good as the one before is stopped at one
     * of ten levels in 5 % of all cases, and at a single level in 0.5 %.
     */
    private static final double QUANTILE = 2.576;

    private PromotionGate() {}

    /**
     * @param before agreement of the latest version by level; levels that it was not asked at do not count
     * @param now agreement of the version that is judged
     * @param questions how many questions there are of each level
     */
    static boolean lets(SortedMap<Integer, Double> before, SortedMap<Integer, Double> now, int questions) {
        return now.entrySet().stream()
                .noneMatch(level -> before.containsKey(level.getKey())
                        && isFall(before.get(level.getKey()), level.getValue(), questions));
    }

    /** The test of two proportions. */
    private static boolean isFall(double before, double now, int questions) {
        double pooled = (before + now) / 2;
        double deviation = Math.sqrt(2 * pooled * (1 - pooled) / questions);
        return before - now > QUANTILE * deviation;
    }
}
