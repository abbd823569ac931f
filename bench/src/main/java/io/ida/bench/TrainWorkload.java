package io.ida.bench;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.events.Usage;
import io.ida.models.neural.Lesson;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Traces of permutation powering, as the team leaves them: each with its context and two exchanges. Keeps the lessons of
 * the last rounds, to make batches of. For one thread.
 */
final class TrainWorkload {
    static final String TASK = "permutation-powering";

    private static final long SEED = 1;
    private static final Answerer SUPERVISOR = new Answerer(AnswererKind.SUPERVISOR, "scripted", 1);
    private static final Answerer ASSISTANT = new Answerer(AnswererKind.ASSISTANT, "bench-student", 1);

    private final TrainOptions options;
    private final Task task = StandardTasks.all().get(TASK);
    private final Random random = new Random(SEED);
    private final Deque<List<List<Lesson>>> window = new ArrayDeque<>();
    private int asked;

    TrainWorkload(TrainOptions options) {
        this.options = options;
    }

    /** The traces of a new round, which takes its place in the window. */
    List<Trace> round() {
        List<Trace> traces = new ArrayList<>();
        List<List<Lesson>> round = new ArrayList<>();
        for (int context = 0; context < options.contexts(); context++) {
            Instance instance = task.generate(options.facts(), random.nextLong());
            Context facts = new Context(ContextIds.of(instance.facts()), instance.facts());
            List<Lesson> lessons = new ArrayList<>();
            for (int question = 0; question < options.questionsPerContext(); question++) {
                String text = instance.sampleQuestion(random);
                String answer = instance.solve(text);
                lessons.add(new Lesson(instance.facts(), text, answer));
                traces.add(trace(facts, text, answer));
            }
            round.add(lessons);
        }
        window.add(round);
        if (window.size() > options.window()) {
            window.remove();
        }
        return traces;
    }

    /** Batches for the steps of a version, drawn as the job draws them: contexts first, then lessons of each. */
    List<List<Lesson>> batches() {
        List<List<Lesson>> contexts = new ArrayList<>();
        window.forEach(contexts::addAll);
        List<List<Lesson>> batches = new ArrayList<>();
        for (int step = 0; step < options.steps(); step++) {
            List<Lesson> batch = new ArrayList<>();
            for (List<Lesson> context : some(contexts, options.batchContexts())) {
                batch.addAll(some(context, options.batchLessons()));
            }
            batches.add(batch);
        }
        return batches;
    }

    private <T> List<T> some(List<T> items, int count) {
        List<T> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }

    private Trace trace(Context context, String text, String answer) {
        String id = "bench-" + asked++;
        Question question = new Question(
                id,
                id,
                null,
                "",
                TASK,
                text,
                context,
                1,
                0,
                "scripted",
                new AssistantPin(ASSISTANT.getName(), 1),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of("run", "bench", "purpose", "lesson"));
        Answer given = new Answer(
                id,
                id,
                null,
                "",
                1,
                TASK,
                text,
                0,
                AnswerStatus.ANSWERED,
                answer,
                "",
                SUPERVISOR,
                List.of(),
                new Usage(2L, 1L),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
        return new Trace(
                question,
                List.of(exchange(0, id + "/0.0", text, answer), exchange(1, id + "/1.0", text, answer)),
                given,
                AnswerStatus.ANSWERED,
                Split.TRAIN,
                true,
                List.of(),
                0,
                0L,
                Instant.EPOCH,
                List.of(),
                List.of());
    }

    private static Exchange exchange(int round, String id, String text, String answer) {
        return new Exchange(
                round,
                0,
                id,
                text,
                0,
                AnswerStatus.ANSWERED,
                answer,
                "",
                ASSISTANT,
                List.of(),
                false,
                new Usage(1L, 1L));
    }
}
