package io.ida.streams.decompose;

import io.ida.amplification.Answers;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.monitoring.LoggedQuestion;
import io.ida.streams.runtime.DeadlineQueue;
import io.ida.streams.runtime.ExpiryScan;
import io.ida.streams.runtime.FromStore;
import io.ida.streams.runtime.QuestionIds;
import io.ida.streams.runtime.StageMeters;
import io.ida.streams.runtime.StageTracing;
import io.ida.tracing.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Bounds the trees of a task that are open at once: a root beyond the bound waits, in a store, until trees before it are
 * answered. So a backlog, however long, is finished from its oldest end, and what open trees take in the stages does not
 * grow with it. A root that expires while it waits is answered without a turn.
 *
 * <p>A tree is open from its root's turn to its root's result. If the result is overdue, because a record of the tree is
 * a dead letter, say, the tree no longer counts, and what it has spent and asked is forgotten.
 */
final class AwaitTurn implements Processor<String, SpecificRecord, String, SpecificRecord> {
    /** How long after a root has expired its result is waited for. */
    static final Duration OVERDUE = Duration.ofMinutes(1);

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final int maxOpenTrees;
    private final Map<String, Long> expiryOfOpen = new HashMap<>();
    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, Long> openTrees;
    private TreeLedger ledger;
    private ExpiryScan overdue;
    private WaitingRoots waiting;
    private StageMeters meters;
    private Tracing tracing;

    AwaitTurn(int maxOpenTrees) {
        this.maxOpenTrees = maxOpenTrees;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        meters = StageMeters.of(context);
        tracing = StageTracing.of(context);
        openTrees = context.getStateStore(DecomposeTopology.OPEN_TREES);
        ledger = new TreeLedger(context);
        waiting = new WaitingRoots(
                new DeadlineQueue<>(context.getStateStore(DecomposeTopology.WAITING_ROOTS)), meters.waitingRoots());
        overdue = new ExpiryScan();
        expiryOfOpen.clear();
        try (KeyValueIterator<String, Long> trees = openTrees.all()) {
            trees.forEachRemaining(tree -> note(tree.key, tree.value));
        }
        context.schedule(CHECK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::check);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (record.value() instanceof Question root) {
            ask(record.withValue(root));
        } else if (record.value() instanceof Answer result && forget(result.getQuestionId())) {
            askNext(Math.max(1, maxOpenTrees / 4));
        }
    }

    @Override
    public void close() {
        if (waiting != null) {
            waiting.close();
            waiting = null;
        }
    }

    private void ask(Record<String, Question> root) {
        if (waiting.isEmpty() && expiryOfOpen.size() < maxOpenTrees) {
            open(root);
        } else {
            waiting.add(root);
        }
    }

    private void open(Record<String, Question> root) {
        long expiresAt = root.value().getExpiresAt().toEpochMilli();
        openTrees.put(root.key(), expiresAt);
        note(root.key(), expiresAt);
        context.forward(root, DecomposeTopology.OPEN_NODES);
    }

    private void timeOut(Record<String, Question> root) {
        try (LoggedQuestion logged = QuestionIds.logged(root.value())) {
            Answer answer = Answers.fromPipeline(
                    root.value(),
                    AnswerStatus.TIMED_OUT,
                    "The question expired while it waited for its turn.",
                    "decompose",
                    Instant.ofEpochMilli(context.currentSystemTimeMs()));
            context.forward(root.withValue(answer), DecomposeTopology.TO_RESULTS);
            meters.answered(answer);
            tracing.answered(answer, root.headers());
        }
    }

    private void note(String rootId, long expiresAt) {
        expiryOfOpen.put(rootId, expiresAt);
        overdue.expect(expiresAt + OVERDUE.toMillis());
    }

    /** Returns false if the tree is not known to be open, like that of a root that was refused. */
    private boolean forget(String rootId) {
        if (expiryOfOpen.remove(rootId) == null) {
            return false;
        }
        openTrees.put(rootId, null);
        return true;
    }

    /**
     * Asks the next roots if there are places for several, since each walk over the queue costs more than a step of it.
     *
     * @param least how many places must be free
     */
    private void askNext(int least) {
        int free = maxOpenTrees - expiryOfOpen.size();
        if (waiting.isEmpty() || free < least) {
            return;
        }
        long now = context.currentSystemTimeMs();
        FromStore.send(() -> waiting.takeNext(free, root -> {
            if (WaitingRoots.isExpired(root, now)) {
                timeOut(root);
            } else {
                open(root);
            }
        }));
    }

    private void check(long now) {
        forgetOverdue(now);
        waiting.takeExpired(now, this::timeOut);
        askNext(1);
    }

    private void forgetOverdue(long now) {
        if (overdue.isDue(now)) {
            overdue.begin();
            Map<String, Long> open = Map.copyOf(expiryOfOpen);
            open.forEach((rootId, expiresAt) -> {
                if (expiresAt + OVERDUE.toMillis() <= now) {
                    forget(rootId);
                    ledger.close(rootId);
                } else {
                    overdue.expect(expiresAt + OVERDUE.toMillis());
                }
            });
        }
    }
}
