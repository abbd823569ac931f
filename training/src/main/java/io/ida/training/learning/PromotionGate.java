package io.ida.training.learning;

import io.ida.events.ModelStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides whether a version may become the latest: only if at no level its agreement with its amplified self falls
 * below that of the versions before. No ground truth is used. The same questions are asked of all versions, but answers
 * are drawn, so a fall counts only where chance does not explain it.
 */
final class PromotionGate {
    /**
     * One-sided 99.5 % quantile of the normal distribution: a version that is as good as the one before is stopped at one
     * of ten levels in 5 % of all cases, and at a single level in 0.5 %.
     */
    private static final double QUANTILE = 2.576;

    /** Promoted versions whose mean counts: a single one may have agreed by luck, and none after it would be let pass. */
    private static final int MEAN_OVER = 3;

    private PromotionGate() {}

    /** By level, the mean agreement of the last promoted versions that were asked at it. */
    static SortedMap<Integer, Double> before(List<RoundReport> reports) {
        SortedMap<Integer, List<Double>> byLevel = new TreeMap<>();
        for (RoundReport report : reports) {
            if (report.status() == ModelStatus.PROMOTED) {
                report.agreement()
                        .forEach((level, agreement) -> byLevel.computeIfAbsent(level, any -> new ArrayList<>())
                                .add(agreement));
            }
        }
        SortedMap<Integer, Double> means = new TreeMap<>();
        byLevel.forEach((level, all) -> means.put(
                level,
                all.subList(Math.max(0, all.size() - MEAN_OVER), all.size()).stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow()));
        return means;
    }

    /**
     * @param before agreement before by level; levels that nobody was asked at do not count
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
