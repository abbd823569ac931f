package io.ida.streams.distill;

import io.ida.events.FailedCheck;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.streams.runtime.StageMeters;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts rows by split and fitness, and what was not fit by the checks that it failed. For one stream task. */
final class RowCounts {
    private final Map<Split, Counter> fit;
    private final Map<Split, Counter> unfit;
    private final Map<String, Counter> rejected = new HashMap<>();

    /** @param checks names of the checks that rows can fail */
    RowCounts(StageMeters meters, List<String> checks) {
        fit = bySplit(meters, true);
        unfit = bySplit(meters, false);
        for (String check : checks) {
            rejected.put(
                    check,
                    meters.counter("ida.traces.rejected", "Rows by the checks that they failed.", "check", check));
        }
    }

    /** A row that passed all checks there are. */
    void fit(Trace row) {
        fit.get(row.getSplit()).increment();
    }

    /** A row that failed checks, each of which counts. */
    void rejected(Trace row) {
        unfit.get(row.getSplit()).increment();
        for (FailedCheck failed : row.getFailedChecks()) {
            rejected.get(failed.getCheck()).increment();
        }
    }

    private static Map<Split, Counter> bySplit(StageMeters meters, boolean fit) {
        Map<Split, Counter> counters = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            counters.put(
                    split,
                    meters.counter(
                            "ida.traces",
                            "Rows by split and fitness.",
                            "split",
                            split.name(),
                            "fit",
                            Boolean.toString(fit)));
        }
        return counters;
    }
}
