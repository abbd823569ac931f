package io.ida.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Counts the records that come to topics from now on. For one thread. */
final class Arrivals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final List<String> topics;
    private long count;

    /** Counts what is written after this call. */
    Arrivals(BenchClients clients, String... topics) {
        this.topics = List.of(topics);
        consumer = clients.consumer();
        List<TopicPartition> partitions = new ArrayList<>();
        this.topics.forEach(topic -> partitions.addAll(BenchClients.partitions(consumer, topic)));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * Waits until so many more records have come.
     *
     * @throws BenchException if they do not come in time
     */
    void await(long more, Duration timeout) {
        long wanted = count + more;
        long deadline = System.nanoTime() + timeout.toNanos();
        while (count < wanted) {
            count += consumer.poll(POLL).count();
            if (count < wanted && System.nanoTime() > deadline) {
                throw new BenchException("Only " + (count - wanted + more) + " of " + more + " records came to "
                        + topics + " within " + timeout + ".");
            }
        }
        if (count > wanted) {
            throw new BenchException((count - wanted) + " records more than expected came to " + topics + ".");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
