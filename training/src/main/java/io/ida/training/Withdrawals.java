package io.ida.training;

import io.ida.events.Trace;
import io.ida.events.Withdrawal;
import io.ida.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** What was taken back of the traces up to some moment. Immutable. */
public final class Withdrawals {
    /** Name of the metric of a model version that says how many withdrawals its training took into account. */
    public static final String METRIC = "withdrawals";

    private static final Duration POLL = Duration.ofMillis(100);

    private final List<Placed> placed;
    private final long count;

    private Withdrawals(List<Placed> placed, long count) {
        this.placed = List.copyOf(placed);
        this.count = count;
    }

    /**
     * One withdrawal.
     *
     * @param offset in the topic of withdrawals
     * @param event what is taken back
     */
    public record Placed(long offset, Withdrawal event) {}

    /**
     * Reads all there are now.
     *
     * @throws MissingTopicException if the cluster does not have the topic
     * @throws org.apache.kafka.common.errors.SerializationException if a record is no withdrawal: nobody knows then what
     *     it takes back
     */
    public static Withdrawals read(Cluster cluster) {
        return read(cluster, Long.MAX_VALUE);
    }

    /**
     * Reads those before an offset, as {@link #count} gave it; the others like {@link #read(Cluster)}.
     *
     * @param before offset in the topic of withdrawals, excluded
     */
    public static Withdrawals read(Cluster cluster, long before) {
        Topic<Withdrawal> topic = cluster.topics().withdrawals();
        Deserializer<Withdrawal> decoder = cluster.serdes().of(topic).deserializer();
        List<Placed> found = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            TopicPartition partition =
                    Cluster.partitions(consumer, topic.name()).get(0);
            long end = Math.min(before, consumer.endOffsets(List.of(partition)).get(partition));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end && record.value() != null) {
                        found.add(new Placed(record.offset(), decoder.deserialize(topic.name(), record.value())));
                    }
                }
            }
            return new Withdrawals(found, end);
        }
    }

    /** Withdrawals that were made already, for tests. */
    static Withdrawals of(List<Placed> placed, long count) {
        return new Withdrawals(placed, count);
    }

    /** The end of what was read: the number to read the same again with. */
    public long count() {
        return count;
    }

    /** All, oldest first. */
    public List<Placed> all() {
        return placed;
    }

    /** Those made after somebody else had counted so many. */
    public Withdrawals since(long counted) {
        return new Withdrawals(
                placed.stream().filter(each -> each.offset() >= counted).toList(), count);
    }

    /** Whether a trace is taken back. */
    public boolean contain(Trace trace) {
        return placed.stream().anyMatch(each -> matches(each.event(), trace));
    }

    /** Whether a trace meets every condition of a withdrawal, which has at least one. */
    static boolean matches(Withdrawal withdrawal, Trace trace) {
        return hasCondition(withdrawal)
                && meets(withdrawal.getRootId(), trace.getQuestion().getRootId())
                && meets(withdrawal.getQuestionId(), trace.getQuestion().getId())
                && meetsAssistant(withdrawal, trace)
                && meetsSupervisor(withdrawal, trace);
    }

    /** Whether a withdrawal has any condition; one without takes nothing back. */
    public static boolean hasCondition(Withdrawal withdrawal) {
        return withdrawal.getRootId().isPresent()
                || withdrawal.getQuestionId().isPresent()
                || withdrawal.getAssistant().isPresent()
                || withdrawal.getVersion().isPresent()
                || withdrawal.getSupervisor().isPresent();
    }

    private static boolean meets(Optional<?> condition, Object value) {
        return condition.isEmpty() || condition.get().equals(value);
    }

    private static boolean meetsAssistant(Withdrawal withdrawal, Trace trace) {
        return withdrawal.getAssistant().isEmpty() && withdrawal.getVersion().isEmpty()
                || trace.getAnswer().getAssistantVersions().stream()
                        .anyMatch(assistant -> meets(withdrawal.getAssistant(), assistant.getName())
                                && meets(withdrawal.getVersion(), assistant.getVersion()));
    }

    private static boolean meetsSupervisor(Withdrawal withdrawal, Trace trace) {
        return meets(withdrawal.getSupervisor(), trace.getQuestion().getSupervisor())
                || meets(
                        withdrawal.getSupervisor(),
                        trace.getAnswer().getAnsweredBy().getName());
    }
}
