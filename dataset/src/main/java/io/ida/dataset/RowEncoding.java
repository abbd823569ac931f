package io.ida.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
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
    private final Deque<Bytes> spare = new ConcurrentLinkedDeque<>();

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
        private Bytes bytes;

        private Batch(List<ConsumerRecord<byte[], byte[]>> records) {
            task = new FutureTask<>(() -> {
                // Only now, and what was used last: many batches wait, and few of them are encoded.
                bytes = Optional.ofNullable(spare.poll()).orElseGet(Bytes::new);
                return encode(records, bytes);
            });
        }

        /** Does the work, unless a thread has begun with it; what it fails with is thrown by {@link #rows}. */
        void encodeNow() {
            task.run();
        }

        /**
         * Those of which the format has use, in their order.
         *
         * @throws RuntimeException whatever the making of a row failed with
         */
        List<EncodedRow> rows() throws IOException {
            encodeNow();
            return result(task);
        }

        /** Gives back the memory of its rows, which were asked for. */
        void release() {
            if (bytes.size() <= LARGEST_SPARE) {
                bytes.reset();
                spare.push(bytes);
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
            Optional<Row> wanted = rows.apply(record);
            if (wanted.isPresent()) {
                Row row = wanted.get();
                int from = bytes.size();
                int samples = encoder.add(row);
                if (samples > 0) {
                    encoded.add(new EncodedRow(
                            row.partition(),
                            row.offset(),
                            row.eventBytes(),
                            RowCounts.Kind.of(row.trace()),
                            samples,
                            encoder == RowEncoder.NONE ? wanted : Optional.empty(),
                            bytes,
                            from,
                            bytes.size()));
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
