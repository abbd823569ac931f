package io.ida.bench;

import io.ida.training.Cluster;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * How fast records come to a topic: counted from when a tenth of them is there to when nine tenths are, so that neither
 * the start of a stage nor the last partition that is worked on counts.
 */
final class Drain {
    private static final Duration POLL = Duration.ofMillis(100);

    private Drain() {}

    /**
     * Waits for all of them.
     *
     * @param count how many are to come, those that are there included
     * @return records a second
     * @throws BenchException if they do not come in time
     */
    static double perSecond(Cluster cluster, String topic, int count, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Mark first = null;
        Mark last = null;
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            consumer.assign(Cluster.partitions(consumer, topic));
            consumer.seekToBeginning(consumer.assignment());
            int seen = 0;
            while (seen < count) {
                seen += consumer.poll(POLL).count();
                long now = System.nanoTime();
                if (first == null && seen >= count / 10) {
                    first = new Mark(seen, now);
                }
                if (last == null && seen >= count - count / 10) {
                    last = new Mark(seen, now);
                }
                if (seen < count && now > deadline) {
                    throw new BenchException(
                            "Only " + seen + " of " + count + " records came to " + topic + " within " + timeout + ".");
                }
            }
        }
        if (last.nanos() == first.nanos()) {
            throw new BenchException("The records of " + topic + " came all at once: ask more questions.");
        }
        return (last.seen() - first.seen()) / ((last.nanos() - first.nanos()) / 1e9);
    }

    private record Mark(int seen, long nanos) {}
}
