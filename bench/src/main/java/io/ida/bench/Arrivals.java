package io.ida.bench;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Counts the records that come to a topic from now on. For one thread. */
final class Arrivals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private long count;

    /** Counts what is written after this call. */
    Arrivals(BenchClients clients, String topic) {
        this.topic = topic;
        consumer = clients.consumer();
        List<TopicPartition> partitions = BenchClients.partitions(consumer, topic);
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
                throw new BenchException("Only " + (count - wanted + more) + " of " + more + " records came to " + topic
                        + " within " + timeout + ".");
            }
        }
        if (count > wanted) {
            throw new BenchException((count - wanted) + " records more than expected came to " + topic + ".");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
