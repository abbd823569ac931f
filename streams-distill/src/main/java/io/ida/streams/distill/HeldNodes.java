package io.ida.streams.distill;

import io.ida.amplification.Places;
import io.ida.events.Trace;
import io.ida.streams.runtime.Traced;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The rows of nodes that wait, by question id. For one stream task. */
final class HeldNodes {
    private final KeyValueStore<String, Traced<Trace>> store;

    HeldNodes(KeyValueStore<String, Traced<Trace>> store) {
        this.store = store;
    }

    void hold(Traced<Trace> row) {
        store.put(row.value().getQuestion().getId(), row);
    }

    /** Lets go of all nodes of a tree but its root, in the order of their ids. */
    List<Traced<Trace>> removeBelow(String rootId) {
        List<Traced<Trace>> nodes = new ArrayList<>();
        try (KeyValueIterator<String, Traced<Trace>> tree =
                store.prefixScan(Places.idPrefix(rootId), new StringSerializer())) {
            tree.forEachRemaining(entry -> nodes.add(entry.value));
        }
        remove(nodes);
        return nodes;
    }

    /** Looks at all nodes and lets go of those with a property. */
    List<Traced<Trace>> removeIf(Predicate<Trace> property) {
        List<Traced<Trace>> removed = new ArrayList<>();
        try (KeyValueIterator<String, Traced<Trace>> nodes = store.all()) {
            nodes.forEachRemaining(entry -> {
                if (property.test(entry.value.value())) {
                    removed.add(entry.value);
                }
            });
        }
        remove(removed);
        return removed;
    }

    private void remove(List<Traced<Trace>> nodes) {
        nodes.forEach(node -> store.delete(node.value().getQuestion().getId()));
    }
}
