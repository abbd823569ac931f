package io.ida.streams.decompose;

import io.ida.events.Question;
import io.ida.streams.runtime.DeadlineQueue;
import io.ida.streams.runtime.ExpiryScan;
import io.ida.streams.runtime.Turn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;

/** The roots of a task that wait for their turn, oldest first. Make one in each {@code init}. Belongs to one stream thread. */
final class WaitingRoots implements AutoCloseable {
    /** How many roots one look for expired ones sees at most. */
    static final int LOOKED_AT_ONCE = 1000;

    private static final Turn FIRST = new Turn(0, "");

    private final DeadlineQueue<String, Question> queue;
    private final AtomicLong shown;
    private final ExpiryScan expiry = new ExpiryScan();
    private int count;
    /** Where the next look for expired roots begins; null if the last one came to the end. */
    private Turn lookFrom;

    /** @param shown counts the waiting roots of all tasks */
    WaitingRoots(DeadlineQueue<String, Question> queue, AtomicLong shown) {
        this.queue = queue;
        this.shown = shown;
        queue.visit((turn, root) -> {
            expect(root);
            return true;
        });
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(Record<String, Question> root) {
        queue.add(root.timestamp(), root.key(), root);
        expect(root);
    }

    /** Takes out the oldest roots, expired or not. */
    void takeNext(int most, Consumer<Record<String, Question>> taker) {
        Map<Turn, Record<String, Question>> next = new LinkedHashMap<>();
        boolean sawAll = queue.visit((turn, root) -> {
            next.put(turn, root);
            return next.size() < most;
        });
        count(sawAll ? -count : -next.size()); // a root that is redriven while it waits has been counted twice
        next.forEach((turn, root) -> {
            queue.remove(turn);
            taker.accept(root);
        });
    }

    /**
     * Takes out roots that have expired. Looks at some of all that wait, oldest first, and goes on from there the next
     * time.
     */
    void takeExpired(long now, Consumer<Record<String, Question>> taker) {
        if (lookFrom == null) {
            if (!expiry.isDue(now)) {
                return;
            }
            expiry.begin();
            lookFrom = FIRST;
        }
        Map<Turn, Record<String, Question>> looked = new LinkedHashMap<>();
        boolean sawAll = queue.visitFrom(lookFrom, (turn, root) -> {
            looked.put(turn, root);
            lookFrom = turn;
            return looked.size() < LOOKED_AT_ONCE;
        });
        if (sawAll) {
            lookFrom = null;
        }
        looked.forEach((turn, root) -> {
            if (isExpired(root, now)) {
                count(-1);
                queue.remove(turn);
                taker.accept(root);
            } else {
                expiry.expect(expiresAt(root));
            }
        });
    }

    static boolean isExpired(Record<String, Question> root, long now) {
        return expiresAt(root) <= now;
    }

    @Override
    public void close() {
        count(-count);
    }

    private void expect(Record<String, Question> root) {
        expiry.expect(expiresAt(root));
        count(1);
    }

    private void count(int more) {
        count += more;
        shown.addAndGet(more);
    }

    private static long expiresAt(Record<String, Question> root) {
        return root.value().getExpiresAt().toEpochMilli();
    }
}
