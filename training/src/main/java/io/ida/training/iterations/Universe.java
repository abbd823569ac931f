package io.ida.training.iterations;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Task;
import io.ida.events.AssistantPin;
import io.ida.events.Budget;
import io.ida.events.Context;
import io.ida.events.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Every question of a run. The first half of an iteration's questions is to be amplified; the second half asks the same
 * of the assistant alone. Immutable.
 */
final class Universe implements AskedQuestions {
    static final String RUN = "run";
    static final String ITERATION = "iteration";
    static final String PURPOSE = "purpose";
    static final String AMPLIFY = "amplify";
    static final String AGREEMENT = "agreement";

    private final RunSettings settings;
    private final List<Entry> entries = new ArrayList<>();

    Universe(RunSettings settings, Task task) {
        this.settings = settings;
        for (int i = 0; i < settings.contexts(); i++) {
            Instance instance = task.generate(settings.size(), settings.seed() + i);
            Context context = new Context(ContextIds.of(instance.facts()), instance.facts());
            instance.questions().forEach(text -> entries.add(new Entry(instance, context, text)));
        }
    }

    /** One question of one context. */
    record Entry(Instance instance, Context context, String text) {
        boolean isCorrect(String answer) {
            return instance.isCorrect(text, answer);
        }

        int hardness() {
            return instance.hardness(text);
        }
    }

    /** How many questions are amplified in an iteration. */
    int size() {
        return entries.size();
    }

    Entry entry(int number) {
        return entries.get(number);
    }

    /** How many questions an iteration asks: each amplified, and each of the assistant alone. */
    int asked() {
        return 2 * entries.size();
    }

    @Override
    public Question question(int iteration, int number, Instant now) {
        boolean amplified = number < size();
        Entry entry = entries.get(amplified ? number : number - size());
        String id = RootIds.of(settings.runId(), iteration).id(number);
        OptionalLong budget = settings.budget();
        return new Question(
                id,
                id,
                null,
                "",
                settings.task(),
                entry.text(),
                entry.context(),
                amplified ? settings.depth() : 0,
                sample(iteration),
                settings.supervisor(),
                new AssistantPin(settings.model(), iteration - 1),
                budget.isPresent() && amplified ? new Budget(budget.getAsLong()) : null,
                now,
                now.plus(settings.timeToLive()),
                labels(iteration, amplified ? AMPLIFY : AGREEMENT));
    }

    /**
     * Each iteration asks with a sample of its own: where H draws at random (a neighbour to try), it draws anew, and what
     * one iteration's luck missed the next may find.
     */
    private static int sample(int iteration) {
        return iteration - 1;
    }

    /** The labels of an iteration's questions. */
    Map<String, String> labels(int iteration, String purpose) {
        Map<String, String> labels = new HashMap<>();
        labels.put(RUN, settings.runId());
        labels.put(ITERATION, Integer.toString(iteration));
        labels.put(PURPOSE, purpose);
        return labels;
    }
}
