package io.ida.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ida.bench.PipelineLoad.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What {@link PipelineBench} measured. Rates are medians over the turns.
 *
 * @param ratio median over the turns of the pipeline's hops per second by the chain's of the same turn
 * @param pipelineHopsPerSecond of the pipeline at full load
 * @param chainHopsPerSecond of the chain of bare pass-through applications at full load
 * @param questionsPerSecond root questions that the pipeline finishes, traces included
 * @param latencyP50Millis median time from publishing a single question to its result
 * @param latencyP95Millis the same for 95 % of the questions
 * @param peakRssBytes most memory of the process, broker and clients included; -1 where it is not known
 * @param pipelineCpuMicrosPerHop processor time of a hop of the pipeline, broker included; steadier than rates on a busy
 *     machine
 * @param chainCpuMicrosPerHop processor time of a hop of the chain, broker included
 * @param recordKeyBytes mean size of a key in the pipeline's topics, and size of the chain's keys
 * @param recordValueBytes mean size of a value in the pipeline's topics, and size of the chain's values
 * @param hopsPerQuestion hops that one root question takes
 * @param questions root questions of a turn
 * @param chainRecords records of a turn of the chain
 * @param chainApplications applications in the chain
 * @param contextSize facts in the context of a question
 * @param partitions partitions of every topic
 * @param repeats turns
 * @param latencyQuestions questions whose latency was measured
 * @param recordsByTopic the hops of one pipeline turn by topic
 */
@JsonPropertyOrder({"ratio", "pipelineHopsPerSecond", "chainHopsPerSecond", "questionsPerSecond"})
public record BenchReport(
        double ratio,
        double pipelineHopsPerSecond,
        double chainHopsPerSecond,
        double questionsPerSecond,
        double latencyP50Millis,
        double latencyP95Millis,
        long peakRssBytes,
        double pipelineCpuMicrosPerHop,
        double chainCpuMicrosPerHop,
        int recordKeyBytes,
        int recordValueBytes,
        double hopsPerQuestion,
        int questions,
        int chainRecords,
        int chainApplications,
        int contextSize,
        int partitions,
        int repeats,
        int latencyQuestions,
        Map<String, Long> recordsByTopic) {
    static BenchReport of(
            BenchOptions options,
            int chainApplications,
            List<Outcome> pipelines,
            List<Throughput> chains,
            Sample latency,
            Tally recordSize,
            long peakRssBytes) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < pipelines.size(); turn++) {
            ratios.add(pipelines.get(turn).throughput().hopsPerSecond()
                    / chains.get(turn).hopsPerSecond());
        }
        Map<String, Long> records = new TreeMap<>();
        Outcome last = pipelines.get(pipelines.size() - 1);
        last.byTopic().forEach((topic, tally) -> records.put(topic, tally.records()));
        return new BenchReport(
                new Sample(ratios).median(),
                median(pipelines, outcome -> outcome.throughput().hopsPerSecond()),
                median(chains, Throughput::hopsPerSecond),
                median(pipelines, outcome -> outcome.throughput().perSecond(options.questions())),
                latency.median(),
                latency.percentile(95),
                peakRssBytes,
                median(pipelines, outcome -> outcome.throughput().cpuMicrosPerHop()),
                median(chains, Throughput::cpuMicrosPerHop),
                recordSize.meanKeyBytes(),
                recordSize.meanValueBytes(),
                (double) last.throughput().hops() / options.questions(),
                options.questions(),
                options.chainRecords(),
                chainApplications,
                options.contextSize(),
                options.partitions(),
                options.repeats(),
                options.latencyQuestions(),
                records);
    }

    /** One JSON object in one line, with the names of the components. */
    public String json() {
        return FigureTable.json(this);
    }

    /** A table for people, one figure a line. */
    public String table() {
        return new FigureTable()
                .line("pipeline", "%,.0f record-hops/s", pipelineHopsPerSecond)
                .line("bare chain", "%,.0f record-hops/s", chainHopsPerSecond)
                .line("ratio", "%.2f", ratio)
                .line("questions", "%,.0f /s", questionsPerSecond)
                .line("latency p50", "%,.0f ms", latencyP50Millis)
                .line("latency p95", "%,.0f ms", latencyP95Millis)
                .line("peak memory", peakRssBytes < 0 ? "unknown" : "%,.0f MB", peakRssBytes / 1e6)
                .line("cpu", "%.0f us a hop, %.0f us in the chain", pipelineCpuMicrosPerHop, chainCpuMicrosPerHop)
                .line("record", "%.0f + %.0f bytes (key + value)", recordKeyBytes, recordValueBytes)
                .line("hops", "%.2f a question", hopsPerQuestion)
                .toString();
    }

    private static <T> double median(List<T> turns, ToDoubleFunction<T> figure) {
        return Sample.of(turns, figure).median();
    }
}
