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
 * Does tasks on a thread of its own, one after another. Whoever adds one waits while too many are not done yet, and hears
 * of the first that failed; those after it are not done. For one thread at a time.
 */
final class TaskQueue implements Closeable {
    private final ExecutorService thread;
    private final int bound;
    private final Deque<Future<?>> undone = new ArrayDeque<>();
    private volatile boolean over;

    /**
     * @param name of the thread
     * @param bound how many tasks are under way or wait at most
     */
    TaskQueue(String name, int bound) {
        this.bound = bound;
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** What is to be done. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /**
     * Adds a task.
     *
     * @throws IOException if this is what an earlier one failed with
     */
    void add(Task task) throws IOException {
        while (undone.size() >= bound || isFirstDone()) {
            await(undone.remove());
        }
        undone.add(thread.submit(() -> {
            run(task);
            return null;
        }));
    }

    /** Whether one more task would have to wait now. */
    boolean isFull() {
        return undone.size() >= bound && !isFirstDone();
    }

    private boolean isFirstDone() {
        return !undone.isEmpty() && undone.peek().isDone();
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
            await(undone.remove());
        }
    }

    private static void await(Future<?> task) throws IOException {
        try {
            task.get();
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
