package io.ida.streams.runtime;

import io.ida.monitoring.LoggedQuestion;
import io.ida.streams.runtime.CallDesk.CallTime;
import io.ida.tracing.Tracing;
import io.ida.tracing.Tracing.Call;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Calls that take longer than a stream thread may wait, without losing or repeating an answer. A request is written to
 * a {@link DeadlineQueue} first; workers answer it; a punctuation hands over the answer and deletes the request, in one
 * transaction. What a crash or a rebalance leaves in the queue is called for again by the task's next owner.
 *
 * <p>The queue is the backlog. Only a bounded head of it is in memory, from which each call takes what is there, up to a
 * batch, of one lane; it never waits for more. Make one in each {@code init} and close it in {@code close}. Belongs to
 * one stream thread.
 */
public final class SlowCalls<K, V, L, R> implements AutoCloseable {
    private static final long EXPIRY_INTERVAL_MS = 100;
    private static final int EXPIRED_AT_ONCE = 1000;

    private final ProcessorContext<?, ?> context;
    private final DeadlineQueue<K, V> queue;
    private final SlowWork<K, V, L, R> work;
    private final CallMetrics metrics;
    private final StageMeters.Calls meters;
    private final Tracing tracing;
    private final CallDesk<L, V, R>.Seat desk;
    private final int maxClaimed;
    private final Map<Turn, Record<K, V>> claimed = new HashMap<>();

    /** What is in the queue and not claimed has this turn or a later one; null if all of the queue is claimed. */
    private Turn unclaimed = Turn.FIRST;

    private long nextExpiry;

    /**
     * How much at once.
     *
     * @param calls calls in flight, at least 1
     * @param batch requests in one call, at least 1
     * @param interval how often answers are collected
     */
    public record Limits(int calls, int batch, Duration interval) {
        public Limits {
            if (calls < 1 || batch < 1 || interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException(
                        "Slow calls need at least 1 call, 1 request and a positive interval, not " + calls + ", "
                                + batch + " and " + interval + ".");
            }
        }
    }

    /**
     * Begins with what the queue holds.
     *
     * @param workers where calls run, for example {@link CallThreads}; may be shared by all tasks
     */
    public SlowCalls(
            ProcessorContext<?, ?> context,
            DeadlineQueue<K, V> queue,
            SlowWork<K, V, L, R> work,
            Executor workers,
            Limits limits) {
        this(context, queue, work, new CallDesk<>(workers, limits.calls(), limits.batch()), limits.interval());
    }

    /**
     * Begins with what the queue holds.
     *
     * @param desk for all tasks of the process, whose requests may meet in one call, made by any of their works
     * @param interval how often answers are collected
     */
    public SlowCalls(
            ProcessorContext<?, ?> context,
            DeadlineQueue<K, V> queue,
            SlowWork<K, V, L, R> work,
            CallDesk<L, V, R> desk,
            Duration interval) {
        this.context = context;
        this.queue = queue;
        this.work = work;
        metrics = new CallMetrics(context.metrics(), context.taskId().toString());
        meters = StageMeters.of(context).calls();
        tracing = StageTracing.of(context);
        this.desk = desk.open(this::call);
        // One batch for each call in flight, and the next one, so that workers need not wait for a punctuation.
        maxClaimed = Math.multiplyExact(2 * desk.maxCalls(), desk.maxBatch());
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::punctuate);
    }

    /**
     * Adds a request. One with the id and deadline of a request that is still here takes its place.
     *
     * @param id id of the request, unique among the requests of the task
     * @param deadline when the answer stops being of use, in milliseconds since the epoch
     */
    public void add(String id, long deadline, Record<K, V> record) {
        Turn turn = queue.add(deadline, id, record);
        if (claimed.containsKey(turn)) {
            return;
        }
        if (unclaimed != null || claimed.size() >= maxClaimed || deadline <= context.currentSystemTimeMs()) {
            unclaimed = unclaimed == null || turn.compareTo(unclaimed) < 0 ? turn : unclaimed;
        } else {
            claim(turn, record);
        }
    }

    /** Drops what is under way; the requests stay in the queue for the task's next owner. */
    @Override
    public void close() {
        desk.close();
        metrics.close();
    }

    private List<R> call(L lane, List<V> requests) throws Exception {
        long began = System.nanoTime();
        meters.began();
        try (LoggedQuestion logged = LoggedQuestion.of(QuestionIds.inOneLine(requests))) {
            return work.call(lane, requests);
        } finally {
            long nanos = System.nanoTime() - began;
            metrics.called(requests.size(), nanos);
            meters.ended(requests.size(), nanos);
        }
    }

    private void punctuate(long now) {
        for (CallDesk.Done<R> done = desk.poll(); done != null; done = desk.poll()) {
            Record<K, V> record = claimed.get(done.turn());
            trace(done.turn(), record, done.time(), done.outcome() instanceof Outcome.Failed);
            settle(done.turn(), record, done.outcome());
        }
        boolean expiryDue = now >= nextExpiry && queue.isDue(now);
        if (expiryDue) {
            nextExpiry = now + EXPIRY_INTERVAL_MS;
            expire(now);
        }
        if (unclaimed != null && claimed.size() <= maxClaimed / 2) {
            claimNext(now);
        }
    }

    private void expire(long now) {
        Map<Turn, Record<K, V>> expired = new LinkedHashMap<>();
        queue.visit((turn, record) -> {
            if (turn.deadline() > now) {
                return false;
            }
            if (!claimed.containsKey(turn) || desk.withdraw(turn)) {
                expired.put(turn, record);
            }
            return expired.size() < EXPIRED_AT_ONCE;
        });
        expired.forEach((turn, record) -> settle(turn, record, new Outcome.Expired<>()));
    }

    private void claimNext(long now) {
        Map<Turn, Record<K, V>> next = new LinkedHashMap<>();
        Turn from = unclaimed;
        unclaimed = null;
        queue.visitFrom(from, (turn, record) -> {
            boolean free = turn.deadline() > now && !claimed.containsKey(turn);
            if (free && claimed.size() + next.size() >= maxClaimed) {
                unclaimed = turn;
                return false;
            }
            if (free) {
                next.put(turn, record);
            }
            return true;
        });
        next.forEach(this::claim);
    }

    private void claim(Turn turn, Record<K, V> record) {
        claimed.put(turn, record);
        desk.add(turn, work.lane(record.value()), work.affinity(record.value()), record.value());
    }

    private void trace(Turn turn, Record<K, V> record, CallTime time, boolean failed) {
        if (tracing == Tracing.OFF) {
            return;
        }
        QuestionIds.of(record.value())
                .ifPresent(question -> tracing.called(
                        question,
                        record.headers(),
                        new Call(turn.id(), time.began(), time.ended(), time.requests(), failed)));
    }

    private void settle(Turn turn, Record<K, V> record, Outcome<R> outcome) {
        claimed.remove(turn);
        queue.remove(turn);
        try (LoggedQuestion logged = QuestionIds.logged(record.value())) {
            work.settle(record, outcome);
        }
    }
}
