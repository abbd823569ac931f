package io.ida.training;

import io.ida.events.OffsetRange;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was made of the stretches of traces that were read last, up to a number of examples: versions of one run learn
 * from stretches that overlap. Stretches never change, so neither does what is made of them. For one thread.
 */
final class RecentExamples {
    private final int capacity;
    private final Map<Stretch, Kept> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    /** @param capacity most examples kept; 0 to keep none */
    RecentExamples(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Which examples.
     *
     * @param kind of the learner, see {@link ExampleLearner#kind}
     * @param labels that the traces carry
     * @param range where the traces are
     */
    record Stretch(Object kind, Map<String, String> labels, OffsetRange range) {}

    /**
     * What was made of a stretch.
     *
     * @param read traces with the labels
     * @param examples what is learned from them
     */
    record Kept(long read, List<?> examples) {}

    Optional<Kept> find(Stretch stretch) {
        return Optional.ofNullable(byUse.get(stretch));
    }

    /** Keeps what was made of a stretch, and lets go of what was longest out of use. */
    void keep(Stretch stretch, Kept kept) {
        if (kept.examples().size() > capacity) {
            return;
        }
        Kept before = byUse.put(stretch, kept);
        size += kept.examples().size() - (before == null ? 0 : before.examples().size());
        Iterator<Kept> longestOutOfUse = byUse.values().iterator();
        while (size > capacity) {
            size -= longestOutOfUse.next().examples().size();
            longestOutOfUse.remove();
        }
    }
}
