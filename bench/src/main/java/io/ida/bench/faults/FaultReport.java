package io.ida.bench.faults;

import io.ida.bench.FigureTable;
import io.ida.bench.faults.Audit.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a fault test came to.
 *
 * @param seed from which questions and faults were drawn
 * @param seconds how long faults struck
 * @param cores processors of the machine
 * @param faults how many struck, by what they were
 * @param faultCount all of them
 * @param questions asked meanwhile
 * @param trainingRows rows of their trees
 * @param assistantCalls calls of the assistant for them
 * @param poison records that no stage can process
 * @param endedByThemselves processes that ended without being killed or stopped, and were started again
 * @param gracefulStops stages that were asked to stop
 * @param longestStopSeconds the longest that one of them took
 * @param longestSilenceSeconds the longest time without a result
 * @param drainSeconds from the end of the last fault to the last row of the last tree
 * @param findings everything that was checked, with how often it was wrong
 */
public record FaultReport(
        long seed,
        double seconds,
        int cores,
        Map<String, Integer> faults,
        int faultCount,
        int questions,
        int trainingRows,
        int assistantCalls,
        int poison,
        int endedByThemselves,
        int gracefulStops,
        double longestStopSeconds,
        double longestSilenceSeconds,
        double drainSeconds,
        List<Finding> findings) {
    /** Whether all faults were survived: nothing that was checked was wrong. */
    public boolean survived() {
        return findings.stream().allMatch(Finding::isGood);
    }

    /** For people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        line(table, faultCount, "faults in " + Math.round(seconds) + " s, seed " + seed + ", " + cores + " cores");
        faults.forEach((kind, count) -> line(table, count, "  " + kind));
        line(table, endedByThemselves, "processes that ended by themselves and were started again");
        line(table, gracefulStops, "stops, the longest took " + seconds(longestStopSeconds));
        line(table, questions, "questions");
        line(table, trainingRows, "training rows");
        line(table, assistantCalls, "assistant calls");
        line(table, poison, "poison records");
        table.append("longest time without a result ").append(seconds(longestSilenceSeconds));
        table.append(", last row ").append(seconds(drainSeconds)).append(" after the last fault");
        table.append(System.lineSeparator()).append(System.lineSeparator());
        findings.forEach(finding ->
                line(table, finding.count(), finding.what() + (finding.isGood() ? "" : ", as " + finding.example())));
        table.append(System.lineSeparator())
                .append(survived() ? "All " + faultCount + " faults were survived." : "The faults were not survived.");
        return table.toString();
    }

    /** For programs. */
    public String json() {
        return FigureTable.json(this);
    }

    private static void line(StringBuilder table, int count, String what) {
        table.append(String.format(Locale.ROOT, "%,7d  %s%n", count, what));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
