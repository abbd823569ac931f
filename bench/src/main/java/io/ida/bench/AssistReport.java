package io.ida.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What {@link AssistBench} measured. Rates are medians over the turns.
 *
 * @param ratio median over the turns of the pipeline's answers per second by the bare loop's of the same turn
 * @param answersPerSecond through Kafka, from the first question published until the last answer is committed
 * @param bareAnswersPerSecond of the same model in a bare loop
 * @param meanBatch questions of a call in the pipeline, in the mean
 * @param largestBatch most questions of a call in the pipeline
 * @param callShare time in calls of the model by time of the turn: 1 if one thread is always in a call, more if several
 *     are
 * @param latencyP50Millis median time from publishing a single question to its committed answer
 * @param latencyP95Millis the same for 95 % of the questions
 * @param bareLatencyP50Millis median time of a call with a single question
 * @param bareLatencyP95Millis the same for 95 % of the calls
 * @param cpuMicrosPerAnswer processor time of an answer of the pipeline, broker and clients included
 * @param bareCpuMicrosPerAnswer processor time of an answer of the bare loop
 * @param sameAnswers share of the questions to which pipeline and bare loop gave the same answer
 * @param peakRssBytes most memory of the process, broker and clients included; -1 where it is not known
 * @param width width of the network
 * @param layers layers of facts and layers of questions, each
 * @param facts facts of a context
 * @param questionsPerContext questions about each context
 * @param batch most questions in one call
 * @param calls calls at once, in the pipeline and in the bare loop
 * @param questions questions of a turn
 * @param entry where questions entered the pipeline
 * @param partitions partitions of every topic
 * @param repeats turns
 * @param latencyQuestions questions whose latency was measured
 */
@JsonPropertyOrder({"ratio", "answersPerSecond", "bareAnswersPerSecond"})
public record AssistReport(
        double ratio,
        double answersPerSecond,
        double bareAnswersPerSecond,
        double meanBatch,
        int largestBatch,
        double callShare,
        double latencyP50Millis,
        double latencyP95Millis,
        double bareLatencyP50Millis,
        double bareLatencyP95Millis,
        double cpuMicrosPerAnswer,
        double bareCpuMicrosPerAnswer,
        double sameAnswers,
        long peakRssBytes,
        int width,
        int layers,
        int facts,
        int questionsPerContext,
        int batch,
        int calls,
        int questions,
        AssistOptions.Entry entry,
        int partitions,
        int repeats,
        int latencyQuestions) {
    static AssistReport of(
            AssistOptions options,
            List<AssistBench.Turn> turns,
            Sample latency,
            Sample bareLatency,
            long peakRssBytes) {
        return new AssistReport(
                median(turns, turn -> perSecond(turn.pipeline().throughput()) / perSecond(turn.bare())),
                median(turns, turn -> perSecond(turn.pipeline().throughput())),
                median(turns, turn -> perSecond(turn.bare())),
                median(turns, turn -> turn.pipeline().calls().meanBatch()),
                (int) turns.stream()
                        .mapToDouble(turn -> turn.pipeline().calls().largest())
                        .max()
                        .orElse(0),
                median(
                        turns,
                        turn -> turn.pipeline().calls().nanos()
                                / turn.pipeline().throughput().elapsed().toNanos()),
                latency.median(),
                latency.percentile(95),
                bareLatency.median(),
                bareLatency.percentile(95),
                median(turns, turn -> turn.pipeline().throughput().cpuMicrosPerHop()),
                median(turns, turn -> turn.bare().cpuMicrosPerHop()),
                median(turns, AssistBench.Turn::same),
                peakRssBytes,
                options.width(),
                options.layers(),
                options.facts(),
                options.questionsPerContext(),
                options.batch(),
                options.calls(),
                options.questions(),
                options.entry(),
                options.partitions(),
                options.repeats(),
                options.latencyQuestions());
    }

    /** One JSON object in one line, with the names of the components. */
    public String json() {
        return FigureTable.json(this);
    }

    /** A table for people, one figure a line. */
    public String table() {
        return new FigureTable()
                .line("pipeline", "%,.0f answers/s", answersPerSecond)
                .line("bare loop", "%,.0f answers/s", bareAnswersPerSecond)
                .line("ratio", "%.2f", ratio)
                .line("batches", "%.1f questions in the mean, %.0f at most", meanBatch, largestBatch)
                .line("in calls", "%.2f threads in the mean", callShare)
                .line("latency p50", "%,.1f ms, %,.1f ms in the bare loop", latencyP50Millis, bareLatencyP50Millis)
                .line("latency p95", "%,.1f ms, %,.1f ms in the bare loop", latencyP95Millis, bareLatencyP95Millis)
                .line("cpu", "%.0f us an answer, %.0f us in the bare loop", cpuMicrosPerAnswer, bareCpuMicrosPerAnswer)
                .line("same answers", "%.4f", sameAnswers)
                .line("peak memory", peakRssBytes < 0 ? "unknown" : "%,.0f MB", peakRssBytes / 1e6)
                .toString();
    }

    private static double perSecond(Throughput throughput) {
        return throughput.hopsPerSecond();
    }

    private static double median(List<AssistBench.Turn> turns, ToDoubleFunction<AssistBench.Turn> figure) {
        return Sample.of(turns, figure).median();
    }
}
