package io.ida.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The lessons of a training, by context. What a batch holds depends on the lessons, the seed and the step alone, not on
 * the order in which lessons came. For one thread.
 *
 * @param <L> a lesson
 */
final class ReplayBuffer<L> {
    private static final long STEP_MIXER = 0x9E3779B97F4A7C15L;

    private final TreeMap<String, TreeMap<String, L>> lessonsByContext = new TreeMap<>();
    private List<List<L>> contexts = List.of();
    private boolean sorted = true;
    private long size;

    /**
     * Adds a lesson.
     *
     * @param contextId id of its context
     * @param id unique id of the lesson; one that is added again replaces itself
     */
    void add(String contextId, String id, L lesson) {
        if (lessonsByContext.computeIfAbsent(contextId, any -> new TreeMap<>()).put(id, lesson) == null) {
            size++;
        }
        sorted = false;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long size() {
        return size;
    }

    /**
     * The batch of a step: lessons of randomly drawn contexts, without drawing any twice.
     *
     * @param contextsWanted how many contexts; all if there are not as many
     * @param lessonsWanted how many lessons of each; all that a context has if those are not as many
     */
    List<L> batch(long seed, long step, int contextsWanted, int lessonsWanted) {
        sort();
        SplittableRandom random = new SplittableRandom(seed ^ (step + 1) * STEP_MIXER);
        List<L> batch = new ArrayList<>(contextsWanted * lessonsWanted);
        for (List<L> context : draw(contexts, contextsWanted, random)) {
            batch.addAll(draw(context, lessonsWanted, random));
        }
        return batch;
    }

    private void sort() {
        if (!sorted) {
            contexts = lessonsByContext.values().stream()
                    .map(lessons -> List.copyOf(lessons.values()))
                    .toList();
            sorted = true;
        }
    }

    /** Some of the items, by Floyd's algorithm: as many draws as wanted, however many items there are. */
    private static <T> List<T> draw(List<T> items, int wanted, SplittableRandom random) {
        if (items.size() <= wanted) {
            return items;
        }
        Set<Integer> drawn = new LinkedHashSet<>();
        for (int last = items.size() - wanted; last < items.size(); last++) {
            int candidate = random.nextInt(last + 1);
            drawn.add(drawn.contains(candidate) ? last : candidate);
        }
        return drawn.stream().map(items::get).toList();
    }
}
