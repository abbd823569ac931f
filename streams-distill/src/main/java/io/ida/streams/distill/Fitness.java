package io.ida.streams.distill;

import io.ida.events.AnswerStatus;
import io.ida.events.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What keeps a row from being fit for training, each rule under the name that the row carries. */
final class Fitness {
    /** The root of the tree did not finish before it expired, or finished before the node did. */
    static final String ROOT_NOT_FINISHED = "root-not-finished";

    private static final Map<String, Predicate<Trace>> FAULTS = Map.of(
            "node-not-answered", row -> row.getAnswer().getStatus() != AnswerStatus.ANSWERED,
            "failed-sub-answer",
                    row -> row.getTranscript().stream()
                            .anyMatch(exchange -> exchange.getStatus() != AnswerStatus.ANSWERED));

    private Fitness() {}

    /** Names of the rules that a row breaks, sorted. */
    static List<String> faults(Trace row, boolean rootFinished) {
        List<String> faults = new ArrayList<>();
        FAULTS.forEach((name, fault) -> {
            if (fault.test(row)) {
                faults.add(name);
            }
        });
        if (!rootFinished) {
            faults.add(ROOT_NOT_FINISHED);
        }
        faults.sort(null);
        return faults;
    }
}
