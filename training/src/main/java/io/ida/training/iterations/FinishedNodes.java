package io.ida.training.iterations;

import io.ida.events.OffsetRange;
import io.ida.events.Run;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The rows that finished nodes leave after the beginning of an iteration, fit for training or rejected: one for each node,
 * in one of two topics. For one thread.
 */
public final class FinishedNodes implements AutoCloseable {
    private final Tail traces;
    private final Tail rejected;

    public FinishedNodes(Cluster cluster, Run iteration) {
        Topics topics = cluster.topics();
        traces = new Tail(cluster.reader(), topics.traces().name(), iteration.getTracesFrom());
        rejected = new Tail(cluster.reader(), topics.rejectedTraces().name(), iteration.getRejectedFrom());
    }

    /**
     * How many rows of some trees have come since the last call.
     *
     * @param rootIds which trees
     * @param timeout how long to wait for the first
     */
    public long count(Predicate<String> rootIds, Duration timeout) {
        long count = 0;
        for (ConsumerRecord<byte[], byte[]> row : poll(timeout)) {
            count += rootIds.test(Cluster.key(row)) ? 1 : 0;
        }
        return count;
    }

    /**
     * The rows that have come since the last call, under the ids of their roots.
     *
     * @param timeout how long to wait for the first
     */
    public List<ConsumerRecord<byte[], byte[]>> poll(Duration timeout) {
        List<ConsumerRecord<byte[], byte[]>> rows = new ArrayList<>();
        traces.poll(timeout).forEach(rows::add);
        rejected.poll(Duration.ZERO).forEach(rows::add);
        return rows;
    }

    /** Where the rows are that have been read and are fit. */
    public List<OffsetRange> fit() {
        return traces.read();
    }

    @Override
    public void close() {
        try (traces) {
            rejected.close();
        }
    }
}
