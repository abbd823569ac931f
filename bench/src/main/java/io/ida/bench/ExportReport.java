package io.ida.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ida.dataset.ExportFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@link ExportBench} measured. Rates are medians over the turns.
 *
 * @param ratio by format, median over the turns of its traces per second by those of the bare consumer just before
 * @param tracesPerSecond by format
 * @param cpuMicros by format, time of all processors for a trace, broker included
 * @param bareTracesPerSecond of a consumer that reads and deserializes
 * @param bareCpuMicros of that consumer
 * @param rssBytes memory of the process after the warm-up and after each turn; -1 where it is not known
 * @param peakRssBytes most memory of the process, broker included; -1 where it is not known
 * @param rows traces in the topic
 * @param partitions of the topic
 * @param bytes of their events
 * @param repeats turns
 */
@JsonPropertyOrder({"ratio", "tracesPerSecond", "cpuMicros", "bareTracesPerSecond", "bareCpuMicros"})
public record ExportReport(
        SortedMap<String, Double> ratio,
        SortedMap<String, Double> tracesPerSecond,
        SortedMap<String, Double> cpuMicros,
        double bareTracesPerSecond,
        double bareCpuMicros,
        List<Long> rssBytes,
        long peakRssBytes,
        int rows,
        int partitions,
        long bytes,
        int repeats) {
    static ExportReport of(
            ExportOptions options,
            List<Map<ExportFormat, ExportBench.Pair>> turns,
            long bytes,
            List<Long> rssBytes,
            long peakRssBytes) {
        SortedMap<String, Double> ratio = new TreeMap<>();
        SortedMap<String, Double> rates = new TreeMap<>();
        SortedMap<String, Double> cpu = new TreeMap<>();
        List<Throughput> bare = new ArrayList<>();
        for (ExportFormat format : options.formats()) {
            List<ExportBench.Pair> pairs =
                    turns.stream().map(turn -> turn.get(format)).toList();
            pairs.forEach(pair -> bare.add(pair.bare()));
            String name = format.toString();
            ratio.put(name, Sample.of(pairs, ExportBench.Pair::ratio).median());
            rates.put(
                    name,
                    Sample.of(pairs, pair -> pair.export().hopsPerSecond()).median());
            cpu.put(
                    name,
                    Sample.of(pairs, pair -> pair.export().cpuMicrosPerHop()).median());
        }
        return new ExportReport(
                ratio,
                rates,
                cpu,
                Sample.of(bare, Throughput::hopsPerSecond).median(),
                Sample.of(bare, Throughput::cpuMicrosPerHop).median(),
                List.copyOf(rssBytes),
                peakRssBytes,
                options.rows(),
                options.partitions(),
                bytes,
                options.repeats());
    }

    /** One JSON object in one line, with the names of the components. */
    public String json() {
        return FigureTable.json(this);
    }

    /** A table for people, one figure a line. */
    public String table() {
        FigureTable table = new FigureTable()
                .line("partitions", "%.0f", partitions)
                .line(
                        "bare",
                        "%,.0f traces/s, %.1f µs of CPU a trace, of %,.0f bytes each",
                        bareTracesPerSecond,
                        bareCpuMicros,
                        (double) bytes / rows);
        for (Map.Entry<String, Double> format : tracesPerSecond.entrySet()) {
            String name = format.getKey();
            table.line(
                    name,
                    "%,.0f traces/s, ratio %.2f, %.1f µs of CPU a trace",
                    format.getValue(),
                    ratio.get(name),
                    cpuMicros.get(name));
        }
        long begin = rssBytes.get(0);
        long end = rssBytes.get(rssBytes.size() - 1);
        return table.line("memory", begin < 0 ? "unknown" : "%,.0f MB, %,.0f MB in the end", begin / 1e6, end / 1e6)
                .line("peak memory", peakRssBytes < 0 ? "unknown" : "%,.0f MB", peakRssBytes / 1e6)
                .toString();
    }
}
