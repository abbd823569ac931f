package io.ida.streams.runtime;

import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;

import java.util.function.BiPredicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Records that a task has set aside, earliest deadline first, in a changelogged store: whole, with timestamp and
 * headers. Make one in each {@code init}. Belongs to one stream thread.
 */
public final class DeadlineQueue<K, V> {
    private final KeyValueStore<Turn, Record<K, V>> store;
    /** Nothing in the store comes before it: saves walking over what was deleted. Null if the store is empty. */
    private Turn first = Turn.FIRST;

    public DeadlineQueue(KeyValueStore<Turn, Record<K, V>> store) {
        this.store = store;
    }

    /** The store of such a queue, for the topology. */
    public static <K, V> StoreBuilder<KeyValueStore<Turn, Record<K, V>>> storeBuilder(
            String name, Serde<K> keys, Serde<V> values) {
        return keyValueStoreBuilder(persistentKeyValueStore(name), Turn.serde(), new RecordSerde<>(keys, values))
                .withCachingEnabled();
    }

    /** Adds a record, or replaces the one with this deadline and id. */
    public Turn add(long deadline, String id, Record<K, V> record) {
        Turn turn = new Turn(deadline, id);
        store.put(turn, record);
        if (first == null || turn.compareTo(first) < 0) {
            first = turn;
        }
        return turn;
    }

    /** Removes a record, if it is there. */
    public void remove(Turn turn) {
        store.put(turn, null); // unlike delete, does not look up and decode what was there
    }

    /** Whether there may be a record whose deadline is no later than a time. */
    public boolean isDue(long now) {
        return first != null && first.deadline() <= now;
    }

    /**
     * Shows the records in order until the visitor has enough. The visitor must not change the queue.
     *
     * @param visitor returns whether it wants the next one
     * @return whether the visitor saw all of the queue and wanted more
     */
    public boolean visit(BiPredicate<Turn, Record<K, V>> visitor) {
        if (first == null) {
            return true;
        }
        try (KeyValueIterator<Turn, Record<K, V>> records = store.range(first, null)) {
            first = records.hasNext() ? records.peekNextKey() : null;
            return visit(records, visitor);
        }
    }

    /** Like {@link #visit(BiPredicate)}, without what comes before a turn. */
    public boolean visitFrom(Turn turn, BiPredicate<Turn, Record<K, V>> visitor) {
        if (first == null) {
            return true;
        }
        try (KeyValueIterator<Turn, Record<K, V>> records =
                store.range(turn.compareTo(first) < 0 ? first : turn, null)) {
            return visit(records, visitor);
        }
    }

    private boolean visit(KeyValueIterator<Turn, Record<K, V>> records, BiPredicate<Turn, Record<K, V>> visitor) {
        while (records.hasNext()) {
            KeyValue<Turn, Record<K, V>> next = records.next();
            if (!visitor.test(next.key, next.value)) {
                return false;
            }
        }
        return true;
    }
}
