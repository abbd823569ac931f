package io.ida.streams.distill;

import io.ida.amplification.Places;
import io.ida.events.Answer;
import io.ida.events.Exchange;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import io.ida.streams.runtime.Traced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Trees that wait for the results of spot checks: their rows by question id, and the checks that are open, as the time
 * until which they are waited for by id of the checked sub-question. For one stream task.
 */
final class RowsInCheck {
    private final KeyValueStore<String, Traced<Trace>> rows;
    private final KeyValueStore<String, Long> open;

    RowsInCheck(ProcessorContext<?, ?> context) {
        rows = context.getStateStore(DistillTopology.ROWS_IN_CHECK);
        open = context.getStateStore(DistillTopology.OPEN_CHECKS);
    }

    /** Id of the root of the tree that a sub-question is in. */
    static String rootId(String subQuestionId) {
        return subQuestionId.substring(0, subQuestionId.indexOf(Places.SEPARATOR));
    }

    void hold(Traced<Trace> row) {
        rows.put(row.value().getQuestion().getId(), row);
    }

    /** Opens a check. */
    void await(String subQuestionId, long until) {
        open.put(subQuestionId, until);
    }

    boolean isWaiting(String rootId) {
        try (KeyValueIterator<String, Long> checks = open.prefixScan(Places.idPrefix(rootId), new StringSerializer())) {
            return checks.hasNext();
        }
    }

    /** Takes the result of a check in and says what it found; empty if it was not waited for. */
    Optional<VerdictValue> settle(String subQuestionId, Answer result) {
        if (open.get(subQuestionId) == null) {
            return Optional.empty();
        }
        Traced<Trace> held = rows.get(subQuestionId.substring(0, subQuestionId.lastIndexOf(Places.SEPARATOR)));
        Trace row = held.value();
        if (row.getVerdicts().stream().noneMatch(verdict -> isBy(verdict, result))) {
            return Optional.empty(); // somebody else's question that says it is a check
        }
        Exchange checked = row.getTranscript().stream()
                .filter(exchange ->
                        exchange.getQuestionId().filter(subQuestionId::equals).isPresent())
                .findFirst()
                .orElseThrow();
        Verdict given = SpotChecks.given(checked, result);
        List<Verdict> verdicts = row.getVerdicts().stream()
                .map(verdict -> isBy(verdict, result) ? given : verdict)
                .toList();
        hold(new Traced<>(Rows.judged(row, verdicts), held.headers()));
        open.delete(subQuestionId);
        return Optional.of(given.getValue());
    }

    private static boolean isBy(Verdict verdict, Answer result) {
        return verdict.getQuestionId().filter(result.getQuestionId()::equals).isPresent();
    }

    /** Closes the open checks that are no longer waited for. */
    List<String> giveUp(LongPredicate isOver) {
        List<String> over = new ArrayList<>();
        try (KeyValueIterator<String, Long> checks = open.all()) {
            checks.forEachRemaining(check -> {
                if (isOver.test(check.value)) {
                    over.add(check.key);
                }
            });
        }
        over.forEach(open::delete);
        return over;
    }

    /** Lets go of the rows of a tree, in the order of their ids, the root last. */
    List<Traced<Trace>> remove(String rootId) {
        List<Traced<Trace>> tree = new ArrayList<>();
        try (KeyValueIterator<String, Traced<Trace>> below =
                rows.prefixScan(Places.idPrefix(rootId), new StringSerializer())) {
            below.forEachRemaining(entry -> tree.add(entry.value));
        }
        Traced<Trace> root = rows.get(rootId);
        if (root != null) {
            tree.add(root);
        }
        tree.forEach(row -> rows.delete(row.value().getQuestion().getId()));
        return tree;
    }
}
