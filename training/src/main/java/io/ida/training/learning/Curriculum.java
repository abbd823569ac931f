package io.ida.training.learning;

import io.ida.events.ModelStatus;
import java.util.List;

/** What the reports so far say about what comes next. Pure; no ground truth is used. */
final class Curriculum {
    private static final int MEAN_OVER = 2;

    /** Rejections in a row after which the way that led there is given up. */
    private static final int PATIENCE = 5;

    private final LearningSettings settings;

    Curriculum(LearningSettings settings) {
        this.settings = settings;
    }

    /** The version that is the latest after these rounds: the last one that was promoted, else 0. */
    static int latest(List<RoundReport> reports) {
        return reports.stream()
                .filter(report -> report.version() > 0 && report.status() == ModelStatus.PROMOTED)
                .mapToInt(RoundReport::version)
                .max()
                .orElse(0);
    }

    /**
     * What the next version goes on from; 0 for nothing. The last one that was judged, also if it was rejected: its team
     * may have learned what it still has to learn alone, and to begin at the latest again would lead to the same
     * rejection again. Only after some rejections in a row it is the latest.
     */
    static int parent(List<RoundReport> reports) {
        int latest = latest(reports);
        List<RoundReport> rejected = reports.stream()
                .filter(report ->
                        report.version() > latest && !report.agreement().isEmpty())
                .toList();
        return rejected.size() % PATIENCE == 0
                ? latest
                : rejected.get(rejected.size() - 1).version();
    }

    /**
     * The highest level of the next round: one more whenever the mean agreement there, over the last versions that were
     * asked at it, is high enough.
     */
    int difficulty(List<RoundReport> reports) {
        if (reports.isEmpty()) {
            return settings.firstDifficulty();
        }
        int level = reports.get(reports.size() - 1).difficulty();
        List<Double> there = reports.stream()
                .filter(report -> report.agreement().containsKey(level))
                .map(report -> report.agreement().get(level))
                .toList();
        boolean mastered = there.size() >= MEAN_OVER
                && there.subList(there.size() - MEAN_OVER, there.size()).stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElse(0)
                        > settings.advanceAt();
        return Math.min(mastered ? level + 1 : level, settings.maxDifficulty());
    }
}
