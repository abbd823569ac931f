package io.ida.streams.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Where stream threads leave requests and workers leave outcomes. A call takes, when it begins, the request that has
 * waited longest and others of its lane, up to a batch, and rather those together that have an affinity. One desk may
 * serve all tasks of a process: then a call takes what waits in any of them. Safe for use by several threads.
 */
public final class CallDesk<L, V, R> {
    private final Executor workers;
    private final int maxCalls;
    private final int maxBatch;
    private final Map<Ticket<L, V, R>, Waiting<L, V, R>> waiting = new LinkedHashMap<>();
    private final Set<Call> calls = new LinkedHashSet<>();

    /** The lanes of what is waiting, each by itself, and how often they were forgotten. */
    private final Map<L, L> lanes = new HashMap<>();

    private long lanesSince;

    /**
     * @param workers where calls run, for example {@link CallThreads}
     * @param maxCalls calls in flight
     * @param maxBatch requests in one call
     */
    public CallDesk(Executor workers, int maxCalls, int maxBatch) {
        this.workers = workers;
        this.maxCalls = maxCalls;
        this.maxBatch = maxBatch;
    }

    /** Answers a batch, as {@link SlowWork#call}. */
    interface Caller<L, V, R> {
        List<R> call(L lane, List<V> requests) throws Exception;
    }

    /** An outcome that nobody has taken yet. */
    record Done<R>(Turn turn, Outcome<R> outcome, CallTime time) {}

    /** When a call ran, and how many requests it had. */
    record CallTime(Instant began, Instant ended, int requests) {}

    private record Ticket<L, V, R>(CallDesk<L, V, R>.Seat seat, Turn turn) {}

    private record Waiting<L, V, R>(Ticket<L, V, R> ticket, L lane, Object affinity, V request) {}

    int maxCalls() {
        return maxCalls;
    }

    int maxBatch() {
        return maxBatch;
    }

    /**
     * A place for the requests of one task.
     *
     * @param caller makes the calls whose longest waiting request was left here
     */
    Seat open(Caller<L, V, R> caller) {
        return new Seat(caller);
    }

    /** The requests of one task, and their outcomes. */
    final class Seat implements AutoCloseable {
        private final Caller<L, V, R> caller;
        private final Queue<Done<R>> done = new ConcurrentLinkedQueue<>();
        private boolean closed;
        private L lastLane;
        private long lanesFrom;

        private Seat(Caller<L, V, R> caller) {
            this.caller = caller;
        }

        /** Leaves a request for the next call. */
        void add(Turn turn, L lane, Object affinity, V request) {
            synchronized (CallDesk.this) {
                Ticket<L, V, R> ticket = new Ticket<>(this, turn);
                waiting.put(ticket, new Waiting<>(ticket, shared(lane), affinity, request));
                beginCall();
            }
        }

        /** Equal lanes become one object, since comparing them may cost more than all the rest. */
        private L shared(L lane) {
            if (lanesFrom != lanesSince || !lane.equals(lastLane)) {
                lastLane = lanes.computeIfAbsent(lane, same -> same);
                lanesFrom = lanesSince;
            }
            return lastLane;
        }

        /** Takes a request back. Returns false if its call has begun. */
        boolean withdraw(Turn turn) {
            synchronized (CallDesk.this) {
                return waiting.remove(new Ticket<>(this, turn)) != null;
            }
        }

        /** Takes an outcome; null if there is none. */
        Done<R> poll() {
            return done.poll();
        }

        /** Drops everything, and interrupts the calls that nobody else waits for. */
        @Override
        public void close() {
            List<Call> useless;
            synchronized (CallDesk.this) {
                closed = true;
                waiting.keySet().removeIf(ticket -> ticket.seat() == this);
                useless = calls.stream().filter(Call::isUseless).toList();
            }
            useless.forEach(call -> call.cancel(true));
        }
    }

    /** A call, before and while it runs. */
    private final class Call extends FutureTask<Void> {
        private final List<Waiting<L, V, R>> batch;

        Call(List<Waiting<L, V, R>> batch) {
            super(() -> callOnce(batch), null);
            this.batch = batch;
        }

        boolean isUseless() {
            return !batch.isEmpty()
                    && batch.stream().allMatch(one -> one.ticket().seat().closed);
        }

        @Override
        protected void done() {
            endCall(this);
        }
    }

    private synchronized void beginCall() {
        if (!waiting.isEmpty() && calls.size() < maxCalls) {
            Call call = new Call(new ArrayList<>());
            calls.add(call);
            workers.execute(call);
        }
    }

    private synchronized void endCall(Call call) {
        calls.remove(call);
        beginCall();
    }

    private void callOnce(List<Waiting<L, V, R>> batch) {
        take(batch);
        if (batch.isEmpty()) {
            return;
        }
        Instant began = Instant.now();
        List<Outcome<R>> outcomes = new ArrayList<>(batch.size());
        try {
            List<V> requests = batch.stream().map(Waiting::request).toList();
            Waiting<L, V, R> first = batch.get(0);
            List<R> replies = first.ticket().seat().caller.call(first.lane(), requests);
            if (replies.size() != batch.size()) {
                throw new IllegalStateException(replies.size() + " replies to " + batch.size() + " requests");
            }
            replies.forEach(reply -> outcomes.add(new Outcome.Replied<>(reply)));
        } catch (Throwable thrown) { // whatever it is, somebody waits for an outcome
            outcomes.clear();
            batch.forEach(one -> outcomes.add(new Outcome.Failed<>(thrown)));
        }
        CallTime time = new CallTime(began, Instant.now(), batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Ticket<L, V, R> ticket = batch.get(i).ticket();
            ticket.seat().done.add(new Done<>(ticket.turn(), outcomes.get(i), time));
        }
    }

    /** The longest waiting request is always taken, so nobody waits for ever. */
    private synchronized void take(List<Waiting<L, V, R>> batch) {
        if (waiting.isEmpty()) {
            return;
        }
        L lane = waiting.values().iterator().next().lane();
        Map<Object, List<Waiting<L, V, R>>> byAffinity = new LinkedHashMap<>();
        for (Waiting<L, V, R> candidate : waiting.values()) {
            if (candidate.lane() == lane) {
                byAffinity
                        .computeIfAbsent(candidate.affinity(), any -> new ArrayList<>())
                        .add(candidate);
            }
        }
        byAffinity.values().forEach(alike -> take(alike, batch));
        batch.forEach(taken -> waiting.remove(taken.ticket()));
        if (waiting.isEmpty()) {
            lanes.clear();
            lanesSince++;
        }
    }

    /** Takes all of those that are alike, or none: to part them is worth while only to fill less than half a batch. */
    private void take(List<Waiting<L, V, R>> alike, List<Waiting<L, V, R>> batch) {
        int room = maxBatch - batch.size();
        if (alike.size() <= room || 2 * batch.size() < maxBatch) {
            batch.addAll(alike.subList(0, Math.min(room, alike.size())));
        }
    }
}
