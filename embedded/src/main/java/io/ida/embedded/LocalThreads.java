package io.ida.embedded;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work of a pipeline on threads of its own. */
final class LocalThreads {
    /** Work that may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private LocalThreads() {}

    /** Starts work; the future ends with it. */
    static CompletableFuture<Void> start(String name, Work work) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                        end.complete(null);
                    } catch (Exception | Error e) {
                        end.completeExceptionally(e);
                    }
                },
                "ida-" + name);
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** Waits for work; what it threw comes as a {@link LocalServiceException} with its message. */
    static void await(CompletableFuture<Void> work, Duration timeout) {
        try {
            work.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new LocalServiceException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new LocalServiceException("The pipeline does not start or stop within " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalServiceException("Interrupted while the pipeline starts or stops", e);
        }
    }
}
