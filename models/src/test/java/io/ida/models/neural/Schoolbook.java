package io.ida.models.neural;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Lessons and questions for tests: what the solvers know. */
final class Schoolbook {
    static final List<String> TASKS =
            List.of("permutation-powering", "sequential-assignments", "wildcard-search", "shortest-path", "union-find");

    /** Small enough to train a few hundred steps a second. */
    static final NetworkSize TINY = new NetworkSize(32, 2, 64, 1, 1);

    static final Optimization QUICK = new Optimization(5e-3, 20, 0, 1, 20);

    private Schoolbook() {}

    static StudentConfig tiny(String task) {
        return new StudentConfig(Languages.of(task), TINY, QUICK);
    }

    /**
     * Right answers to questions of the task's own distribution.
     *
     * @param contexts how many contexts
     * @param questions how many questions about each
     */
    static List<Lesson> lessons(String task, int size, int contexts, int questions, long seed) {
        Task asked = StandardTasks.all().get(task);
        Random random = new Random(seed);
        List<Lesson> lessons = new ArrayList<>();
        for (int context = 0; context < contexts; context++) {
            Instance instance = asked.generate(size, random.nextLong());
            for (int count = 0; count < questions; count++) {
                String question = instance.sampleQuestion(random);
                lessons.add(new Lesson(instance.facts(), question, instance.solve(question)));
            }
        }
        return lessons;
    }

    static List<Question> questions(String task, List<Lesson> lessons) {
        List<Question> questions = new ArrayList<>();
        for (Lesson lesson : lessons) {
            questions.add(question("q" + questions.size(), task, lesson.facts(), lesson.question()));
        }
        return questions;
    }

    static Question question(String id, String task, List<String> facts, String text) {
        return question(id, task, facts, text, 0, Map.of());
    }

    static Question question(
            String id, String task, List<String> facts, String text, int sample, Map<String, String> labels) {
        return new Question(
                id,
                id,
                null,
                "",
                task,
                text,
                new Context(ContextIds.of(facts), facts),
                0,
                sample,
                "scripted",
                new AssistantPin("neural", null),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                labels);
    }
}
