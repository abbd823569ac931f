package io.ida.dataset;

import java.io.Closeable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes rows of records, ahead of whoever writes them as far as there are threads for that. Safe for use by several threads.
 */
final class Decoding implements Closeable {
    private final Function<ConsumerRecord<byte[], byte[]>, Optional<Row>> rows;
    private final Optional<ExecutorService> ahead;

    /**
     * @param rows makes a row of a record, or none if it is to be left out; called by several threads
     * @param threads of its own, maybe none
     */
    Decoding(Function<ConsumerRecord<byte[], byte[]>, Optional<Row>> rows, int threads) {
        this.rows = rows;
        ahead = threads == 0
                ? Optional.empty()
                : Optional.of(Executors.newFixedThreadPool(threads, task -> {
                    Thread made = new Thread(task, "export-decode");
                    made.setDaemon(true);
                    return made;
                }));
    }

    /**
     * The rows of records, in their order. They are made by a thread of its own that has nothing else to do, or else by the
     * one that asks for them, which hears what went wrong in either case.
     */
    Supplier<List<Row>> begin(List<ConsumerRecord<byte[], byte[]>> records) {
        FutureTask<List<Row>> decoded = new FutureTask<>(
                () -> records.stream().map(rows).flatMap(Optional::stream).toList());
        ahead.ifPresent(threads -> threads.execute(decoded));
        return () -> {
            decoded.run(); // does nothing if a thread has begun with it
            return result(decoded);
        };
    }

    private static List<Row> result(FutureTask<List<Row>> decoded) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return decoded.get();
                } catch (InterruptedException e) {
                    interrupted = true; // a batch takes a millisecond
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new CompletionException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Begins with nothing more by itself. */
    @Override
    public void close() {
        ahead.ifPresent(ExecutorService::shutdownNow);
    }
}
