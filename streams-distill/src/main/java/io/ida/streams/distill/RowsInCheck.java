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
    private final VerdictRoom room;

    RowsInCheck(ProcessorContext<?, ?> context, VerdictRoom room) {
        this.room = room;
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

    /**
     * Takes the result of a check in and says what it found; empty if it was not waited for. The verdict has the text of the
     * result if the row has room for that and for all of its verdicts besides.
     */
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
        open.delete(subQuestionId);
        Verdict given = SpotChecks.given(checked, result);
        Traced<Trace> withText = settled(held, given);
        if (room.left(withText) >= SpotChecks.mostBytes(row) * row.getVerdicts().size()) {
            hold(withText);
            return Optional.of(given.getValue());
        }
        Traced<Trace> withoutText = settled(held, SpotChecks.withoutText(given));
        if (room.left(withoutText) >= 0) {
            hold(withoutText);
            return Optional.of(given.getValue());
        }
        return Optional.of(VerdictValue.UNKNOWN); // who answered has a longer name than the row's own H
    }

    private static Traced<Trace> settled(Traced<Trace> held, Verdict given) {
        List<Verdict> verdicts = held.value().getVerdicts().stream()
                .map(verdict -> verdict.getQuestionId().equals(given.getQuestionId()) ? given : verdict)
                .toList();
        return new Traced<>(Rows.judged(held.value(), verdicts), held.headers());
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
