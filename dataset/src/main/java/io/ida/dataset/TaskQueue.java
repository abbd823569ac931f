package io.ida.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does tasks on a thread of its own, one after another. Whoever adds one waits while too much is not done yet, and hears of
 * the first that failed; those after it are not done. For one thread at a time.
 */
final class TaskQueue implements Closeable {
    private final ExecutorService thread;
    private final int bound;
    private final Deque<Added> undone = new ArrayDeque<>();
    private int undoneWeight;
    private volatile boolean over;

    /**
     * @param name of the thread
     * @param bound weight of all tasks that are under way or wait; a task that weighs more is alone
     */
    TaskQueue(String name, int bound) {
        this.bound = bound;
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    private record Added(Future<?> task, int weight) {}

    /** What is to be done. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /** Adds a task that weighs 1. */
    void add(Task task) throws IOException {
        add(task, 1);
    }

    /**
     * Adds a task.
     *
     * @param weight how much of the bound it takes
     * @throws IOException if this is what an earlier one failed with
     */
    void add(Task task, int weight) throws IOException {
        awaitDone();
        while (!hasRoom(weight)) {
            awaitFirst();
        }
        Future<?> added = thread.submit(() -> {
            run(task);
            return null;
        });
        undone.add(new Added(added, weight));
        undoneWeight += weight;
    }

    /**
     * Whether a task of this weight could be added without waiting.
     *
     * @throws IOException if this is what an earlier one failed with
     */
    boolean takes(int weight) throws IOException {
        awaitDone();
        return hasRoom(weight);
    }

    private boolean hasRoom(int weight) {
        return undone.isEmpty() || undoneWeight + weight <= bound;
    }

    private void awaitDone() throws IOException {
        while (!undone.isEmpty() && undone.peek().task().isDone()) {
            awaitFirst();
        }
    }

    private void run(Task task) throws IOException {
        if (over) {
            throw new IOException("Not done, because a task before it failed.");
        }
        boolean done = false;
        try {
            task.run();
            done = true;
        } finally {
            over = over || !done;
        }
    }

    /**
     * Waits until all tasks are done.
     *
     * @throws IOException if this is what one of them failed with
     */
    void finish() throws IOException {
        while (!undone.isEmpty()) {
            awaitFirst();
        }
    }

    private void awaitFirst() throws IOException {
        Added first = undone.remove();
        undoneWeight -= first.weight();
        try {
            first.task().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while another thread writes.");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** What a task failed with, if it may be declared; otherwise throws it. */
    static IOException failure(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    /** Waits for the task that is under way; those that wait are not done. */
    @Override
    public void close() {
        over = true;
        thread.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
