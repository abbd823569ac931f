package io.ida.bench;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.models.TableRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Questions of permutation powering at depth 1, each of which takes two asks of the assistant, one after the other: H
 * needs the first answer to know what to ask next. With an assistant that knows everything no tree ends early. For one
 * thread.
 */
final class Workload {
    /** Name and version of the assistant that knows everything. */
    static final AssistantPin PIN = new AssistantPin("bench", 1);

    private static final String TASK = "permutation-powering";
    private static final int CONTEXTS = 8;
    private static final int SMALLEST_EXPONENT = 4;
    private static final long SEED = 1;

    private final List<Instance> instances = new ArrayList<>();
    private final List<Context> contexts = new ArrayList<>();
    private final List<List<String>> texts = new ArrayList<>();
    private final Random random = new Random(SEED);
    private long asked;

    /** @param contextSize facts of each context */
    Workload(int contextSize) {
        Task task = StandardTasks.all().get(TASK);
        for (int index = 0; index < CONTEXTS; index++) {
            Instance instance = task.generate(contextSize, SEED + index);
            instances.add(instance);
            contexts.add(new Context("", instance.facts()));
            texts.add(instance.questions().stream()
                    .filter(question -> instance.hardness(question) >= SMALLEST_EXPONENT)
                    .toList());
        }
    }

    /** Everything that the assistant has to know. */
    List<TableRow> table() {
        List<TableRow> rows = new ArrayList<>();
        for (Instance instance : instances) {
            String contextId = ContextIds.of(instance.facts());
            for (String question : instance.questions()) {
                rows.add(new TableRow(contextId, question, instance.solve(question), 0, "bench"));
            }
        }
        return rows;
    }

    /** The next questions, with ids that no other question has, as a user would publish them. */
    List<Question> next(int count) {
        List<Question> questions = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            questions.add(next());
        }
        return questions;
    }

    private Question next() {
        int context = random.nextInt(CONTEXTS);
        List<String> choice = texts.get(context);
        String id = "bench-" + asked++;
        return new Question(
                id,
                "",
                null,
                "",
                TASK,
                choice.get(random.nextInt(choice.size())),
                contexts.get(context),
                1,
                0,
                "scripted",
                PIN,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
    }
}
