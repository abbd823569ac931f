package io.ida.training;

import io.ida.events.Trace;
import io.ida.events.Withdrawal;
import io.ida.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What was taken back of the traces up to some moment. Withdrawn trees and nodes are found by their ids, so that a row
 * costs the same however many there are; those without an id are looked at one after another. Holds each different
 * withdrawal once. Immutable.
 */
public final class Withdrawals {
    /** Name of the metric of a model version that says how many withdrawals its training took into account. */
    public static final String METRIC = "withdrawals";

    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, List<Placed>> byNode = new HashMap<>();
    private final Map<String, List<Placed>> byRoot = new HashMap<>();
    private final List<Placed> others = new ArrayList<>();
    private final long count;

    /** Conditions, and the offset of the first withdrawal that has them. */
    private record Placed(WithdrawalConditions conditions, long offset) {
        boolean takesBack(Trace trace, long before) {
            return offset < before && conditions.areMetBy(trace);
        }
    }

    private Withdrawals(Map<WithdrawalConditions, Long> offsets, long count) {
        this.count = count;
        offsets.forEach((conditions, offset) -> placesOf(conditions).add(new Placed(conditions, offset)));
    }

    private List<Placed> placesOf(WithdrawalConditions conditions) {
        if (conditions.questionId().isPresent()) {
            return byNode.computeIfAbsent(conditions.questionId().get(), id -> new ArrayList<>(1));
        }
        return conditions.rootId().isPresent()
                ? byRoot.computeIfAbsent(conditions.rootId().get(), id -> new ArrayList<>(1))
                : others;
    }

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
        Map<WithdrawalConditions, Long> found = new LinkedHashMap<>();
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            TopicPartition partition =
                    Cluster.partitions(consumer, topic.name()).get(0);
            long end = Math.min(before, consumer.endOffsets(List.of(partition)).get(partition));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end && record.value() != null) {
                        Withdrawal withdrawal = decoder.deserialize(topic.name(), record.value());
                        found.putIfAbsent(WithdrawalConditions.of(withdrawal), record.offset());
                    }
                }
            }
            return new Withdrawals(found, end);
        }
    }

    /** Withdrawals at the offsets 0, 1 and so on, for tests. */
    static Withdrawals of(Withdrawal... withdrawals) {
        Map<WithdrawalConditions, Long> offsets = new LinkedHashMap<>();
        for (int offset = 0; offset < withdrawals.length; offset++) {
            offsets.putIfAbsent(WithdrawalConditions.of(withdrawals[offset]), (long) offset);
        }
        return new Withdrawals(offsets, withdrawals.length);
    }

    /** The end of what was read: the number to read the same again with. */
    public long count() {
        return count;
    }

    /** Whether nothing was taken back. */
    public boolean isEmpty() {
        return byNode.isEmpty() && byRoot.isEmpty() && others.isEmpty();
    }

    /** Whether a trace is taken back. */
    public boolean contain(Trace trace) {
        return contain(trace, count);
    }

    /**
     * Whether a trace was taken back already when somebody had counted so many withdrawals.
     *
     * @param before what {@link #count} said then
     */
    public boolean contain(Trace trace, long before) {
        return takeBack(byNode.get(trace.getQuestion().getId()), trace, before)
                || takeBack(byRoot.get(trace.getQuestion().getRootId()), trace, before)
                || takeBack(others, trace, before);
    }

    private static boolean takeBack(List<Placed> some, Trace trace, long before) {
        return some != null && some.stream().anyMatch(each -> each.takesBack(trace, before));
    }

    /** Whether a withdrawal has any condition; one without takes nothing back. */
    public static boolean hasCondition(Withdrawal withdrawal) {
        return !WithdrawalConditions.of(withdrawal).areNone();
    }
}
