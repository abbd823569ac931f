package io.ida.streams.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store that remembers, as objects, the values that were put last, so that state which is read soon after it was
 * written is not decoded again. Everything is written to the store at once; a task that starts anew begins with nothing
 * remembered. Values must be immutable, and nobody else may write to the store. For one stream task.
 */
public final class RecentValues<K, V> {
    private final KeyValueStore<K, V> store;
    private final Map<K, V> recent;

    /**
     * @param store keeps all values
     * @param capacity how many values are remembered at most
     */
    public RecentValues(KeyValueStore<K, V> store, int capacity) {
        this.store = store;
        recent = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    /** The value of a key, or null. */
    public V get(K key) {
        V value = recent.get(key);
        return value == null ? store.get(key) : value;
    }

    /** Sets the value of a key. */
    public void put(K key, V value) {
        store.put(key, value);
        recent.put(key, value);
    }

    /** Removes a key, whether it has a value or not; cheaper than {@link KeyValueStore#delete}, which reads the value. */
    public void remove(K key) {
        recent.remove(key);
        store.put(key, null);
    }

    /** Shows every value to a visitor, which must not write to the store meanwhile. */
    public void forEach(Consumer<V> visitor) {
        try (KeyValueIterator<K, V> entries = store.all()) {
            entries.forEachRemaining(entry -> visitor.accept(entry.value));
        }
    }
}
