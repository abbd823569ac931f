package io.ida.streams.runtime;

import java.util.ArrayList;
import java.util.Iterator;
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
 * Where a stream thread leaves requests and workers leave outcomes. A call takes, when it begins, the request that has
 * waited longest and those of its lane, up to a batch. Safe for use by several threads.
 */
final class CallDesk<L, V, R> implements AutoCloseable {
    private final Caller<L, V, R> caller;
    private final Executor workers;
    private final int maxCalls;
    private final int maxBatch;
    private final Queue<Done<R>> done = new ConcurrentLinkedQueue<>();
    private final Map<Turn, Waiting<L, V>> waiting = new LinkedHashMap<>();
    private final Set<FutureTask<?>> calls = new LinkedHashSet<>();
    private boolean closed;

    /** Answers a batch, as {@link SlowWork#call}. */
    interface Caller<L, V, R> {
        List<R> call(L lane, List<V> requests) throws Exception;
    }

    /** An outcome that nobody has taken yet. */
    record Done<R>(Turn turn, Outcome<R> outcome) {}

    private record Waiting<L, V>(Turn turn, L lane, V request) {}

    CallDesk(Caller<L, V, R> caller, Executor workers, int maxCalls, int maxBatch) {
        this.caller = caller;
        this.workers = workers;
        this.maxCalls = maxCalls;
        this.maxBatch = maxBatch;
    }

    /** Leaves a request for the next call. */
    synchronized void add(Turn turn, L lane, V request) {
        waiting.put(turn, new Waiting<>(turn, lane, request));
        beginCall();
    }

    /** Takes a request back. Returns false if its call has begun. */
    synchronized boolean withdraw(Turn turn) {
        return waiting.remove(turn) != null;
    }

    /** Takes an outcome; null if there is none. */
    Done<R> poll() {
        return done.poll();
    }

    /** Interrupts the calls and drops everything. */
    @Override
    public void close() {
        List<FutureTask<?>> begun;
        synchronized (this) {
            closed = true;
            waiting.clear();
            begun = List.copyOf(calls);
        }
        begun.forEach(call -> call.cancel(true));
    }

    private synchronized void beginCall() {
        if (!closed && !waiting.isEmpty() && calls.size() < maxCalls) {
            FutureTask<?> call = new FutureTask<>(this::callOnce, null) {
                @Override
                protected void done() {
                    endCall(this);
                }
            };
            calls.add(call);
            workers.execute(call);
        }
    }

    private synchronized void endCall(FutureTask<?> call) {
        calls.remove(call);
        beginCall();
    }

    private void callOnce() {
        List<Waiting<L, V>> batch = take();
        if (batch.isEmpty()) {
            return;
        }
        List<Done<R>> outcomes = new ArrayList<>();
        try {
            List<V> requests = batch.stream().map(Waiting::request).toList();
            List<R> replies = caller.call(batch.get(0).lane(), requests);
            if (replies.size() != batch.size()) {
                throw new IllegalStateException(replies.size() + " replies to " + batch.size() + " requests");
            }
            for (int i = 0; i < batch.size(); i++) {
                outcomes.add(new Done<>(batch.get(i).turn(), new Outcome.Replied<>(replies.get(i))));
            }
        } catch (Throwable thrown) { // whatever it is, somebody waits for an outcome
            outcomes.clear();
            batch.forEach(one -> outcomes.add(new Done<>(one.turn(), new Outcome.Failed<>(thrown))));
        }
        done.addAll(outcomes);
    }

    private synchronized List<Waiting<L, V>> take() {
        List<Waiting<L, V>> batch = new ArrayList<>();
        Iterator<Waiting<L, V>> candidates = waiting.values().iterator();
        while (candidates.hasNext() && batch.size() < maxBatch) {
            Waiting<L, V> candidate = candidates.next();
            if (batch.isEmpty() || candidate.lane().equals(batch.get(0).lane())) {
                batch.add(candidate);
                candidates.remove();
            }
        }
        return batch;
    }
}
