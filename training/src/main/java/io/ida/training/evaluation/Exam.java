package io.ida.training.evaluation;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Splits;
import io.ida.amplification.Task;
import io.ida.events.Context;
import io.ida.events.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The questions of an evaluation, about contexts that nothing was trained on. The same for every version and way of
 * answering, and for the same arguments.
 *
 * @param task what is asked
 * @param sizes difficulties: sizes of contexts
 * @param contexts how many contexts of each size, made with the seeds from {@code seed} on; seeds whose context belongs
 *     to another part of the data are skipped
 * @param questions how many questions about each context, drawn as {@link Instance#sampleQuestion} does, so that a
 *     question may come twice
 * @param seed where to begin
 * @param splits how the pipeline divides its data, by context
 * @param part the part that contexts are taken from: TEST or VALIDATION
 */
public record Exam(Task task, List<Integer> sizes, int contexts, int questions, long seed, Splits splits, Split part) {
    /** After so many contexts of other parts in a row there is no use in looking on. */
    private static final int MOST_SKIPPED = 10_000;

    public Exam {
        sizes = sizes.stream().distinct().sorted().toList();
        require(!sizes.isEmpty(), "An evaluation needs a size.");
        for (int size : sizes) {
            require(
                    size >= task.minSize() && size <= task.maxSize(),
                    "The size of " + task.name() + " is " + task.minSize() + " to " + task.maxSize() + ", not " + size
                            + ".");
        }
        require(contexts >= 1, "An evaluation needs at least 1 context, not " + contexts + ".");
        require(questions >= 1, "An evaluation needs at least 1 question a context, not " + questions + ".");
        require(part != Split.TRAIN, "An evaluation on what was trained on says nothing.");
        require(
                (part == Split.TEST ? splits.testPercent() : splits.validationPercent()) > 0,
                "No context is in the part " + part + ".");
    }

    /**
     * One question, with what only evaluation may know of it.
     *
     * @param size size of its context
     */
    record Item(int size, Instance instance, Context context, String text) {
        boolean isCorrect(String answer) {
            return instance.isCorrect(text, answer);
        }

        int hardness() {
            return instance.hardness(text);
        }

        int neededDepth() {
            return instance.neededDepth(text);
        }
    }

    /** All questions, by size and context. */
    List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (int size : sizes) {
            for (Instance instance : instances(size)) {
                Context context = new Context(ContextIds.of(instance.facts()), instance.facts());
                SplittableRandom random =
                        new SplittableRandom(31 * seed + context.getContextId().hashCode());
                for (int number = 0; number < questions; number++) {
                    items.add(new Item(size, instance, context, instance.sampleQuestion(random)));
                }
            }
        }
        return items;
    }

    private List<Instance> instances(int size) {
        List<Instance> found = new ArrayList<>();
        Set<String> contextIds = new HashSet<>();
        long next = seed;
        int skipped = 0;
        while (found.size() < contexts) {
            Instance instance = task.generate(size, next++);
            String contextId = ContextIds.of(instance.facts());
            if (splits.of(contextId) == part && contextIds.add(contextId)) {
                found.add(instance);
                skipped = 0;
            } else {
                skipped++;
                require(
                        skipped < MOST_SKIPPED,
                        "There are only " + found.size() + " contexts of size " + size + " in the part " + part + ".");
            }
        }
        return found;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
