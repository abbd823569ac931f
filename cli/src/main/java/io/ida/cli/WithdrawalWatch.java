package io.ida.cli;

import io.ida.training.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Says that there are withdrawals that an export does not know, when it begins and whenever there are more. Asks once a
 * second for the end of their topic, on a thread of its own, and reads nothing.
 */
final class WithdrawalWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition withdrawals;
    private final long known;
    private final Complaints complaints;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "withdrawal-watch");
        made.setDaemon(true);
        return made;
    });
    private long said;

    private WithdrawalWatch(
            Consumer<byte[], byte[]> consumer, TopicPartition withdrawals, long known, Complaints complaints) {
        this.consumer = consumer;
        this.withdrawals = withdrawals;
        this.known = known;
        this.complaints = complaints;
        said = known;
    }

    /**
     * Looks for the first time, and goes on until closed.
     *
     * @param known so many withdrawals are known
     * @param complaints told by another thread, too
     */
    static WithdrawalWatch begin(Cluster clients, long known, Complaints complaints) {
        Consumer<byte[], byte[]> consumer = clients.reader();
        try {
            TopicPartition withdrawals = Cluster.partitions(
                            consumer, clients.topics().withdrawals().name())
                    .get(0);
            WithdrawalWatch watch = new WithdrawalWatch(consumer, withdrawals, known, complaints);
            watch.look();
            watch.thread.scheduleWithFixedDelay(
                    watch::lookAgain, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            return watch;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void lookAgain() {
        try {
            look();
        } catch (KafkaException e) {
            // the export says what is wrong with the cluster; the next look may succeed
        }
    }

    private void look() {
        long end = consumer.endOffsets(List.of(withdrawals)).get(withdrawals);
        if (end > said) {
            said = end;
            complaints.say((end - known == 1 ? "1 withdrawal is" : end - known + " withdrawals are")
                    + " newer than this export, whose files stay what they are; make it anew in another directory to"
                    + " leave their rows out.");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        consumer.wakeup(); // out of a call to a cluster that does not answer
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        consumer.close();
    }
}
