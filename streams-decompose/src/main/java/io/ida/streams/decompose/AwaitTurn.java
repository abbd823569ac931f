package io.ida.streams.decompose;

import io.ida.events.Answer;
import io.ida.events.Question;
import io.ida.streams.runtime.DeadlineQueue;
import io.ida.streams.runtime.ExpiryScan;
import io.ida.streams.runtime.StageMeters;
import io.ida.streams.runtime.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
 * grow with it.
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
    private final ExpiryScan overdue = new ExpiryScan();
    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, Long> openTrees;
    private TreeLedger ledger;
    private DeadlineQueue<String, Question> waiting;
    private int waitingCount;
    private AtomicLong waitingRoots;

    AwaitTurn(int maxOpenTrees) {
        this.maxOpenTrees = maxOpenTrees;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        waitingRoots = StageMeters.of(context).waitingRoots();
        openTrees = context.getStateStore(DecomposeTopology.OPEN_TREES);
        ledger = new TreeLedger(context);
        waiting = new DeadlineQueue<>(context.getStateStore(DecomposeTopology.WAITING_ROOTS));
        expiryOfOpen.clear();
        try (KeyValueIterator<String, Long> trees = openTrees.all()) {
            trees.forEachRemaining(tree -> note(tree.key, tree.value));
        }
        waiting.visit((turn, root) -> {
            countWaiting(1);
            return true;
        });
        context.schedule(CHECK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::forgetOverdue);
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
        if (waitingRoots != null) {
            countWaiting(-waitingCount);
        }
    }

    private void ask(Record<String, Question> root) {
        if (waitingCount == 0 && expiryOfOpen.size() < maxOpenTrees) {
            open(root);
        } else {
            waiting.add(root.timestamp(), root.key(), root);
            countWaiting(1);
        }
    }

    private void open(Record<String, Question> root) {
        long expiresAt = root.value().getExpiresAt().toEpochMilli();
        openTrees.put(root.key(), expiresAt);
        note(root.key(), expiresAt);
        context.forward(root);
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
     * Takes the next roots if there are places for several, since each walk over the queue costs more than a step of it.
     *
     * @param least how many places must be free
     */
    private void askNext(int least) {
        int free = maxOpenTrees - expiryOfOpen.size();
        if (waitingCount == 0 || free < least) {
            return;
        }
        Map<Turn, Record<String, Question>> next = new LinkedHashMap<>();
        boolean sawAll = waiting.visit((turn, root) -> {
            next.put(turn, root);
            return next.size() < free;
        });
        countWaiting(sawAll ? -waitingCount : -next.size());
        next.forEach((turn, root) -> {
            waiting.remove(turn);
            open(root);
        });
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
        askNext(1);
    }

    private void countWaiting(int more) {
        waitingCount += more;
        waitingRoots.addAndGet(more);
    }
}
