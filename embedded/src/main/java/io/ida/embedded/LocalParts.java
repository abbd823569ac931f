package io.ida.embedded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * What a pipeline consists of, closed in the opposite order. It may be closed while parts are opened: then no more are,
 * and when it is closed nothing is left open. Safe for use by several threads.
 */
final class LocalParts implements AutoCloseable {
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final Object closing = new Object();
    private boolean closed;

    /**
     * Opens parts; once.
     *
     * @param opening adds each part as soon as it is open
     * @throws LocalServiceException if this was closed meanwhile
     */
    void openAll(Runnable opening) {
        try {
            opening.run();
            requireOpen();
        } finally {
            opened.complete(null);
        }
    }

    /**
     * Adds a part.
     *
     * @throws LocalServiceException if this was closed meanwhile; then the part is closed, too
     */
    void add(AutoCloseable part) {
        synchronized (open) {
            open.push(part);
            if (!closed) {
                return;
            }
        }
        closeParts();
        throw closedMeanwhile();
    }

    @Override
    public void close() {
        synchronized (open) {
            closed = true;
        }
        try {
            closeParts();
        } finally {
            LocalThreads.await(opened, OPEN_TIMEOUT);
        }
    }

    private void requireOpen() {
        synchronized (open) {
            if (closed) {
                throw closedMeanwhile();
            }
        }
    }

    private static LocalServiceException closedMeanwhile() {
        return new LocalServiceException("The pipeline was closed while it started.");
    }

    /** Who comes second waits for who came first. */
    private void closeParts() {
        synchronized (closing) {
            Exception failure = null;
            for (AutoCloseable part = next(); part != null; part = next()) {
                try {
                    part.close();
                } catch (Exception e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw new LocalServiceException("The pipeline did not stop cleanly: " + failure.getMessage(), failure);
            }
        }
    }

    private AutoCloseable next() {
        synchronized (open) {
            return open.poll();
        }
    }
}
