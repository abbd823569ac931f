package io.ida.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@link ScalingBench} measured.
 *
 * @param questionsPerSecond by stage and number of its threads
 * @param answersPerSecond of the stage assist with a slow model, by calls in flight
 * @param shareOfIdeal the same, by what so many calls side by side can give if nothing else takes time
 * @param delayMillis what a call of the slow model takes
 * @param questions roots of the backlog of each stage
 * @param contextSize facts in the context of a question
 * @param partitions of all topics
 * @param cores processors of the machine
 * @param peakRssBytes most memory of the process, broker included; -1 where it is not known
 */
@JsonPropertyOrder({"questionsPerSecond", "answersPerSecond", "shareOfIdeal"})
public record ScalingReport(
        Map<String, Map<Integer, Double>> questionsPerSecond,
        Map<Integer, Double> answersPerSecond,
        Map<Integer, Double> shareOfIdeal,
        long delayMillis,
        int questions,
        int contextSize,
        int partitions,
        int cores,
        long peakRssBytes) {
    static ScalingReport of(
            ScalingOptions options, Map<String, Map<Integer, Double>> byThreads, Map<Integer, Double> byCalls) {
        double perCall = 1e9 / options.delay().toNanos();
        Map<Integer, Double> shares = new TreeMap<>();
        byCalls.forEach((calls, rate) -> shares.put(calls, rate / (calls * perCall)));
        return new ScalingReport(
                byThreads,
                byCalls,
                shares,
                options.delay().toMillis(),
                options.questions(),
                options.contextSize(),
                ScalingOptions.PARTITIONS,
                Runtime.getRuntime().availableProcessors(),
                ProcessMemory.peak());
    }

    /** One JSON object in one line, with the names of the components. */
    public String json() {
        return FigureTable.json(this);
    }

    /** A table for people, one figure a line. */
    public String table() {
        FigureTable table = new FigureTable();
        questionsPerSecond.forEach((stage, rates) -> rates.forEach((threads, rate) -> table.line(
                stage,
                threads == 1 ? "%.0f thread   %,.0f questions/s" : "%.0f threads  %,.0f questions/s",
                threads,
                rate)));
        answersPerSecond.forEach((calls, rate) -> table.line(
                "slow model",
                "%,.0f calls in flight  %,.0f answers/s, %.2f of the ideal",
                calls,
                rate,
                shareOfIdeal.get(calls)));
        return table.line("peak memory", peakRssBytes < 0 ? "unknown" : "%,.0f MB", peakRssBytes / 1e6)
                .toString();
    }
}
