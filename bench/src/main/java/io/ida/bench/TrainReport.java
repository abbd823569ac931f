package io.ida.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What {@link TrainBench} measured. Rates are medians over the turns.
 *
 * @param ratio median over the turns of the job's examples per second by the bare loop's of the same turn
 * @param examplesPerSecond of the training job, from the request of a version until its announcement
 * @param bareExamplesPerSecond of the same steps on batches that are there already
 * @param secondsBesideSteps time of a version that is no step: request, traces, decoding, checkpoints, announcement
 * @param cpuMicrosPerExample processor time of an example of the job, broker included
 * @param bareCpuMicrosPerExample processor time of an example of the bare loop
 * @param rssBytes memory of the process after the warm-up and after each turn; -1 where it is not known
 * @param peakRssBytes most memory of the process, broker and clients included; -1 where it is not known
 * @param stepsMeasured steps between the first and the last of {@code rssBytes}, of job and bare loop together
 * @param tracesPerVersion traces that a version reads
 * @param width width of the network
 * @param layers layers of facts and layers of questions, each
 * @param facts facts of a context
 * @param contexts new contexts of a round
 * @param questionsPerContext traces about each context
 * @param window rounds whose traces a version learns from
 * @param steps steps of a version
 * @param batch examples of a step
 * @param partitions partitions of the topic of traces
 * @param repeats turns
 */
@JsonPropertyOrder({"ratio", "examplesPerSecond", "bareExamplesPerSecond"})
public record TrainReport(
        double ratio,
        double examplesPerSecond,
        double bareExamplesPerSecond,
        double secondsBesideSteps,
        double cpuMicrosPerExample,
        double bareCpuMicrosPerExample,
        List<Long> rssBytes,
        long peakRssBytes,
        int stepsMeasured,
        int tracesPerVersion,
        int width,
        int layers,
        int facts,
        int contexts,
        int questionsPerContext,
        int window,
        int steps,
        int batch,
        int partitions,
        int repeats) {
    static TrainReport of(TrainOptions options, List<TrainBench.Turn> turns, List<Long> rssBytes, long peakRssBytes) {
        return new TrainReport(
                median(turns, turn -> perSecond(turn.job().throughput()) / perSecond(turn.bare())),
                median(turns, turn -> perSecond(turn.job().throughput())),
                median(turns, turn -> perSecond(turn.bare())),
                median(turns, turn -> turn.job().secondsBesideSteps()),
                median(turns, turn -> turn.job().throughput().cpuMicrosPerHop()),
                median(turns, turn -> turn.bare().cpuMicrosPerHop()),
                List.copyOf(rssBytes),
                peakRssBytes,
                2 * options.repeats() * options.steps(),
                options.window() * options.contexts() * options.questionsPerContext(),
                options.width(),
                options.layers(),
                options.facts(),
                options.contexts(),
                options.questionsPerContext(),
                options.window(),
                options.steps(),
                options.batchContexts() * options.batchLessons(),
                options.partitions(),
                options.repeats());
    }

    /** One JSON object in one line, with the names of the components. */
    public String json() {
        return FigureTable.json(this);
    }

    /** A table for people, one figure a line. */
    public String table() {
        long begin = rssBytes.get(0);
        long end = rssBytes.get(rssBytes.size() - 1);
        return new FigureTable()
                .line("training job", "%,.0f examples/s", examplesPerSecond)
                .line("bare loop", "%,.0f examples/s", bareExamplesPerSecond)
                .line("ratio", "%.2f", ratio)
                .line("beside steps", "%.2f s a version, with %,.0f traces read", secondsBesideSteps, tracesPerVersion)
                .line(
                        "cpu",
                        "%.0f us an example, %.0f us in the bare loop",
                        cpuMicrosPerExample,
                        bareCpuMicrosPerExample)
                .line(
                        "memory",
                        begin < 0 ? "unknown" : "%,.0f MB, %,.0f MB after %,.0f steps more",
                        begin / 1e6,
                        end / 1e6,
                        stepsMeasured)
                .line("peak memory", peakRssBytes < 0 ? "unknown" : "%,.0f MB", peakRssBytes / 1e6)
                .toString();
    }

    private static double perSecond(Throughput throughput) {
        return throughput.hopsPerSecond();
    }

    private static double median(List<TrainBench.Turn> turns, ToDoubleFunction<TrainBench.Turn> figure) {
        return Sample.of(turns, figure).median();
    }
}
