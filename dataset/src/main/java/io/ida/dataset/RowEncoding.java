package io.ida.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes of records what a format has for them: most of the work of an export, and the part of it that needs no order. It is
 * done ahead as far as there are threads for that, and otherwise by whoever asks for it. Safe for use by several threads.
 */
final class RowEncoding implements Closeable {
    /** What is larger is not kept for other rows. */
    private static final int LARGEST_SPARE = 1 << 20;

    private final RowEncoder.Factory encoders;
    private final Function<ConsumerRecord<byte[], byte[]>, Optional<Row>> rows;
    private final Optional<ExecutorService> ahead;
    private final Queue<Bytes> spare = new ConcurrentLinkedQueue<>();

    /**
     * @param rows makes a row of a record, or none if it is to be left out; called by several threads
     * @param threads that work ahead, maybe none
     */
    RowEncoding(
            RowEncoder.Factory encoders, Function<ConsumerRecord<byte[], byte[]>, Optional<Row>> rows, int threads) {
        this.encoders = encoders;
        this.rows = rows;
        ahead = threads == 0
                ? Optional.empty()
                : Optional.of(Executors.newFixedThreadPool(threads, task -> {
                    Thread made = new Thread(task, "export-encode");
                    made.setDaemon(true);
                    return made;
                }));
    }

    /** Some records that are encoded, by now or when they are asked for. */
    final class Batch {
        private final FutureTask<List<EncodedRow>> task;
        private final Bytes bytes = Optional.ofNullable(spare.poll()).orElseGet(Bytes::new);

        private Batch(List<ConsumerRecord<byte[], byte[]>> records) {
            task = new FutureTask<>(() -> encode(records, bytes));
        }

        /**
         * Those of which the format has use, in their order.
         *
         * @throws RuntimeException whatever the making of a row failed with
         */
        List<EncodedRow> rows() throws IOException {
            task.run(); // does nothing where a thread has begun with it
            return result(task);
        }

        /** Gives back the memory of its rows. */
        void release() {
            if (bytes.size() <= LARGEST_SPARE) {
                bytes.reset();
                spare.add(bytes);
            }
        }
    }

    /** Lets a thread that works ahead begin with records, if one is free before they are asked for. */
    Batch begin(List<ConsumerRecord<byte[], byte[]>> records) {
        Batch batch = new Batch(records);
        ahead.ifPresent(threads -> threads.execute(batch.task));
        return batch;
    }

    private List<EncodedRow> encode(List<ConsumerRecord<byte[], byte[]>> records, Bytes bytes) throws IOException {
        RowEncoder encoder = encoders.encoder(bytes);
        List<EncodedRow> encoded = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Optional<Row> row = rows.apply(record);
            if (row.isPresent()) {
                int from = bytes.size();
                int samples = encoder.add(row.get());
                if (samples > 0) {
                    encoded.add(new EncodedRow(row.get(), samples, bytes, from, bytes.size()));
                }
            }
        }
        return encoded;
    }

    private static List<EncodedRow> result(FutureTask<List<EncodedRow>> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while another thread encodes rows.");
        } catch (ExecutionException e) {
            throw TaskQueue.failure(e.getCause());
        }
    }

    /** Begins with nothing more by itself. */
    @Override
    public void close() {
        ahead.ifPresent(ExecutorService::shutdown);
    }
}
