package io.ida.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@link BacklogBench} saw.
 *
 * @param questions how many waited when the stages started
 * @param questionsPerSecond from the start of the stages to the last result
 * @param openTreesBound {@code decompose.max.open.trees} of all partitions together
 * @param openTreesMost most trees that were open at a look
 * @param aheadInPartitionMedian by how many questions of its partition one that is finished is ahead of the oldest that is
 *     not, in the middle
 * @param aheadInPartitionP99 the same for 99 % of the questions
 * @param aheadMedian the same among all questions: partitions do not wait for each other
 * @param aheadP99 the same for 99 % of the questions
 * @param rssBytes memory of each process when a tenth, half and nine tenths of the questions were answered; <i>broker</i>
 *     is the process of the bench, with the registry, too
 * @param looks everything that was seen, in order
 */
@JsonPropertyOrder({"questions", "questionsPerSecond", "openTreesBound", "openTreesMost"})
public record BacklogReport(
        int questions,
        double questionsPerSecond,
        int openTreesBound,
        long openTreesMost,
        double aheadInPartitionMedian,
        double aheadInPartitionP99,
        double aheadMedian,
        double aheadP99,
        Map<String, List<Long>> rssBytes,
        List<Look> looks) {
    /**
     * One look at the processes.
     *
     * @param seconds since the stages were started
     * @param answered questions until then
     * @param openTrees trees that wait for answers in synthesize
     * @param waitingRoots questions that wait in decompose for their turn
     * @param rssBytes memory by process
     */
    public record Look(long seconds, int answered, long openTrees, long waitingRoots, Map<String, Long> rssBytes) {
        String line() {
            String memory = rssBytes.entrySet().stream()
                    .map(process -> process.getKey() + " " + process.getValue() / 1_000_000)
                    .collect(Collectors.joining(", "));
            return String.format(
                    Locale.ROOT,
                    "%d s: %,d answered, %,d trees open, %,d roots waiting; MB: %s",
                    seconds,
                    answered,
                    openTrees,
                    waitingRoots,
                    memory);
        }
    }

    static BacklogReport of(BacklogOptions options, Throughput throughput, List<Look> looks, FinishingOrder order) {
        Map<String, List<Long>> memory = new TreeMap<>();
        for (double part : new double[] {0.1, 0.5, 0.9}) {
            Look look = looks.stream()
                    .filter(seen -> seen.answered() >= part * options.questions())
                    .findFirst()
                    .orElse(looks.get(looks.size() - 1));
            look.rssBytes().forEach((process, bytes) -> memory.merge(process, List.of(bytes), BacklogReport::joined));
        }
        return new BacklogReport(
                options.questions(),
                throughput.perSecond(options.questions()),
                options.openTrees() * BacklogOptions.PARTITIONS,
                looks.stream().mapToLong(Look::openTrees).max().orElse(0),
                order.aheadInPartition().median(),
                order.aheadInPartition().percentile(99),
                order.ahead().median(),
                order.ahead().percentile(99),
                memory,
                List.copyOf(looks));
    }

    private static List<Long> joined(List<Long> one, List<Long> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** One JSON object in one line, with the names of the components. */
    public String json() {
        return FigureTable.json(this);
    }

    /** A table for people, one figure a line. */
    public String table() {
        FigureTable table = new FigureTable()
                .line("questions", "%,.0f, %,.0f a second", questions, questionsPerSecond)
                .line("open trees", "%,.0f at most, %,.0f allowed", openTreesMost, openTreesBound)
                .line(
                        "in partition",
                        "%,.0f ahead of the oldest in the middle, %,.0f for 99 %%",
                        aheadInPartitionMedian,
                        aheadInPartitionP99)
                .line("of all", "%,.0f ahead of the oldest in the middle, %,.0f for 99 %%", aheadMedian, aheadP99);
        rssBytes.forEach((process, bytes) -> table.line(
                process,
                "%,.0f MB at a tenth, %,.0f at half, %,.0f at nine tenths",
                bytes.get(0) / 1e6,
                bytes.get(1) / 1e6,
                bytes.get(2) / 1e6));
        return table.toString();
    }
}
