package io.ida.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ida.bench.PipelineLoad.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    private static final ObjectMapper JSON = JsonMapper.builder().build();

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
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report is always JSON.", e);
        }
    }

    /** A table for people, one figure a line. */
    public String table() {
        StringBuilder table = new StringBuilder();
        line(table, "pipeline", "%,.0f record-hops/s", pipelineHopsPerSecond);
        line(table, "bare chain", "%,.0f record-hops/s", chainHopsPerSecond);
        line(table, "ratio", "%.2f", ratio);
        line(table, "questions", "%,.0f /s", questionsPerSecond);
        line(table, "latency p50", "%,.0f ms", latencyP50Millis);
        line(table, "latency p95", "%,.0f ms", latencyP95Millis);
        line(table, "peak memory", peakRssBytes < 0 ? "unknown" : "%,.0f MB", peakRssBytes / 1e6);
        line(table, "cpu", "%.0f us a hop, %.0f us in the chain", pipelineCpuMicrosPerHop, chainCpuMicrosPerHop);
        line(table, "record", "%.0f + %.0f bytes (key + value)", recordKeyBytes, recordValueBytes);
        line(table, "hops", "%.2f a question", hopsPerQuestion);
        return table.toString();
    }

    private static void line(StringBuilder table, String name, String format, double... figures) {
        Object[] arguments = Arrays.stream(figures).boxed().toArray();
        table.append(String.format(Locale.ROOT, "%-12s  ", name))
                .append(String.format(Locale.ROOT, format, arguments))
                .append(System.lineSeparator());
    }

    private static <T> double median(List<T> turns, ToDoubleFunction<T> figure) {
        return new Sample(turns.stream().mapToDouble(figure).boxed().toList()).median();
    }
}
