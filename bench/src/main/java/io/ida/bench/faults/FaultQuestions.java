package io.ida.bench.faults;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AssistantPin;
import io.ida.events.Budget;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.models.TableRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Questions of permutation powering at depth 2, on an assistant that knows small powers only: so that some are answered
 * in full, some with {@code idk}; one in eight has a budget that does not suffice, one in sixteen cannot be answered. There
 * are few different ones, each of which is asked once without faults and many times with them.
 */
final class FaultQuestions {
    /** The assistant of all questions. */
    static final AssistantPin PIN = new AssistantPin("faults", 1);

    private static final String TASK = "permutation-powering";
    private static final int CONTEXTS = 8;
    private static final int SIZE = 8;
    private static final int DIFFERENT = 128;
    private static final int LARGEST_KNOWN = 3;
    private static final int LARGEST_ASKED = 20;
    private static final int DEPTH = 2;
    private static final long BUDGET = 40;
    private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    private final List<Instance> instances = new ArrayList<>();
    private final List<Draft> different = new ArrayList<>();
    private final Instant expiresAt;

    /** What tells one question from another. */
    private record Draft(String text, Context context, Budget budget) {}

    FaultQuestions(long seed, Instant now) {
        expiresAt = now.plus(TIME_TO_LIVE);
        Task task = StandardTasks.all().get(TASK);
        for (int i = 0; i < CONTEXTS; i++) {
            instances.add(task.generate(SIZE, seed + i));
        }
        Random random = new Random(seed);
        for (int i = 0; i < DIFFERENT; i++) {
            Instance instance = instances.get(random.nextInt(CONTEXTS));
            List<String> texts = instance.questions().stream()
                    .filter(text -> instance.hardness(text) > LARGEST_KNOWN)
                    .filter(text -> instance.hardness(text) <= LARGEST_ASKED)
                    .toList();
            String text = i % 16 == 15 ? "what is this?" : texts.get(random.nextInt(texts.size()));
            long budget = i % 8 == 7 ? 1 + random.nextInt(3) : BUDGET;
            different.add(new Draft(text, new Context("", instance.facts()), new Budget(budget)));
        }
    }

    /** How many different questions there are. */
    int different() {
        return different.size();
    }

    /** The n-th question, under a name: those with the same n modulo {@link #different} are the same but for their ids. */
    Question get(String name, int n) {
        Draft draft = different.get(n % different.size());
        return new Question(
                name + "-" + n,
                "",
                null,
                "",
                TASK,
                draft.text(),
                draft.context(),
                DEPTH,
                0,
                "scripted",
                PIN,
                draft.budget(),
                Instant.EPOCH,
                expiresAt,
                Map.of());
    }

    /** What the assistant knows. */
    List<TableRow> table() {
        List<TableRow> rows = new ArrayList<>();
        for (Instance instance : instances) {
            String contextId = ContextIds.of(instance.facts());
            for (String text : instance.questions()) {
                if (instance.hardness(text) <= LARGEST_KNOWN) {
                    rows.add(new TableRow(contextId, text, instance.solve(text), 0, "faults"));
                }
            }
        }
        return rows;
    }
}
