package io.ida.streams.runtime;

import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What {@link SlowCalls} does for a stage.
 *
 * @param <K> key of the records
 * @param <V> value of the records: the request
 * @param <L> lane: what requests must have in common to go into the same call; compared with {@code equals}
 * @param <R> reply to one request
 */
public interface SlowWork<K, V, L, R> {
    /** The lane of a request, decided when its call is near. Runs on the stream thread. */
    L lane(V request);

    /**
     * What makes requests of one lane cheaper to answer in the same call; compared with {@code equals}. Those that are
     * equal in it are called together, as far as a batch goes. By default all are alike. Runs on the stream thread.
     */
    default Object affinity(V request) {
        return "";
    }

    /**
     * Answers requests of one lane, however long it takes. Runs on a worker, several at once; after a crash or a
     * rebalance the same requests come again.
     *
     * @param requests at least one
     * @return one reply for each request, in the same order
     * @throws Exception fails every request of the call; it is not repeated
     * @throws InterruptedException when the task was closed meanwhile and nobody waits any more
     */
    List<R> call(L lane, List<V> requests) throws Exception;

    /**
     * Takes the outcome, exactly once for each record. Runs on the stream thread, in a punctuation, in the transaction
     * that forgets the request; forwards what follows from it.
     */
    void settle(Record<K, V> record, Outcome<R> outcome);
}
