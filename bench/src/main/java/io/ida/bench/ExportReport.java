package io.ida.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ida.dataset.ExportFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@link ExportBench} measured. Rates are medians over the turns.
 *
 * @param ratio by format, median over the turns of its traces per second by the bare consumer's of the same turn
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
            ExportOptions options, List<ExportBench.Turn> turns, long bytes, List<Long> rssBytes, long peakRssBytes) {
        SortedMap<String, Double> ratio = new TreeMap<>();
        SortedMap<String, Double> rates = new TreeMap<>();
        SortedMap<String, Double> cpu = new TreeMap<>();
        for (ExportFormat format : options.formats()) {
            ratio.put(
                    format.toString(),
                    Sample.of(turns, turn -> rate(turn, format) / turn.bare().hopsPerSecond())
                            .median());
            rates.put(
                    format.toString(),
                    Sample.of(turns, turn -> rate(turn, format)).median());
            cpu.put(
                    format.toString(),
                    Sample.of(turns, turn -> turn.exports().get(format).cpuMicrosPerHop())
                            .median());
        }
        return new ExportReport(
                ratio,
                rates,
                cpu,
                Sample.of(turns, turn -> turn.bare().hopsPerSecond()).median(),
                Sample.of(turns, turn -> turn.bare().cpuMicrosPerHop()).median(),
                List.copyOf(rssBytes),
                peakRssBytes,
                options.rows(),
                options.partitions(),
                bytes,
                options.repeats());
    }

    private static double rate(ExportBench.Turn turn, ExportFormat format) {
        return turn.exports().get(format).hopsPerSecond();
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
