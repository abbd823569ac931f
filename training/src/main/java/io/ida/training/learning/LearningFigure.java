package io.ida.training.learning;

import io.ida.amplification.Task;
import io.ida.events.ModelStatus;
import io.ida.training.evaluation.EvaluationSettings;
import io.ida.training.plot.Curve;
import io.ida.training.plot.Figure;
import io.ida.training.plot.Point;
import io.ida.training.plot.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** Draws runs by their reports: what each promoted version answers right alone, and amplified. */
public final class LearningFigure {
    private LearningFigure() {}

    /**
     * The figure of runs.
     *
     * @param task what was learned
     * @param runs the reports of each run by its name, in the order in which they are to be drawn
     */
    public static Figure of(Task task, Map<String, List<RoundReport>> runs) {
        List<Curve> curves = new ArrayList<>();
        runs.forEach((run, reports) -> {
            curves.add(curve(run, "X alone", reports, RoundReport::alone, RoundReport::horizon));
            curves.add(curve(run, "X amplified", reports, RoundReport::amplified, report -> Point.UNKNOWN));
        });
        return new Figure(
                task.name(),
                "held-out questions about the largest contexts, by the solver",
                "version",
                task.hardnessUnit(),
                EvaluationSettings.DEFAULT_THRESHOLD,
                curves);
    }

    private static Curve curve(
            String run,
            String way,
            List<RoundReport> reports,
            Function<RoundReport, SortedMap<Integer, Share>> byDepth,
            Function<RoundReport, Integer> horizon) {
        return new Curve(
                run,
                way,
                reports.stream()
                        .filter(report -> report.status() == ModelStatus.PROMOTED)
                        .map(report -> new Point(
                                report.version(),
                                byDepth.apply(report).values().stream().reduce(new Share(0, 0), Share::plus),
                                byDepth.apply(report),
                                horizon.apply(report)))
                        .toList());
    }
}
