package io.ida.bench;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Depth-0 questions of permutation powering, context after context. A context comes once in a turn, and again in the
 * next ones. For one thread.
 */
final class AssistWorkload {
    static final String TASK = "permutation-powering";

    /** Name and version of the network. */
    static final AssistantPin PIN = new AssistantPin("bench-neural", 1);

    /** Name and version of the network of the warm-up. */
    static final AssistantPin TINY = new AssistantPin("bench-tiny", 1);

    private static final long SEED = 1;
    private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    private final List<Context> contexts = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int questionsPerContext;
    private long asked;

    AssistWorkload(AssistOptions options) {
        questionsPerContext = options.questionsPerContext();
        Task task = StandardTasks.all().get(TASK);
        int count = (options.questions() + questionsPerContext - 1) / questionsPerContext;
        for (int context = 0; context < count; context++) {
            Instance instance = task.generate(options.facts(), random.nextLong());
            instances.add(instance);
            contexts.add(new Context(ContextIds.of(instance.facts()), instance.facts()));
        }
    }

    /** The next questions, complete as the stage decompose leaves them, with ids that no other question has. */
    List<Question> next(int count) {
        return next(count, PIN);
    }

    /** The next questions, to a given network. */
    List<Question> next(int count, AssistantPin pin) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Question> questions = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            int context = index / questionsPerContext % contexts.size();
            String id = "bench-" + asked++;
            questions.add(new Question(
                    id,
                    id,
                    null,
                    "",
                    TASK,
                    instances.get(context).sampleQuestion(random),
                    contexts.get(context),
                    0,
                    0,
                    "scripted",
                    pin,
                    null,
                    now,
                    now.plus(TIME_TO_LIVE),
                    Map.of()));
        }
        return questions;
    }
}
