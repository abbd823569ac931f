package io.ida.amplification.tasks;

import io.ida.amplification.Assistant;
import io.ida.amplification.Conversation;
import io.ida.amplification.Instance;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/**
 * Iterated amplification of one instance with a lookup table as X: X_0 says {@code idk}, and X_{i+1} is the table of all
 * that Amp(X_i) answers.
 */
final class PerfectDistillation {
    /** H asks for no other samples. */
    private static final int SAMPLES = 2;

    private final Instance instance;
    private final Conversation conversation;
    private final List<String> questions;
    private final IntBinaryOperator sampleAsked;
    private Map<SubQuestion, String> table = Map.of();
    private int iteration;

    /**
     * @param sampleAsked the sample with which Amp(X_i) is asked for the table's answer to a question, from i and the
     *     sample that the table answers
     */
    PerfectDistillation(Task task, Instance instance, IntBinaryOperator sampleAsked) {
        this.instance = instance;
        this.conversation = new Conversation(task, instance);
        this.questions = instance.questions();
        this.sampleAsked = sampleAsked;
    }

    /** The same samples in every iteration, so the environment draws the same neighbours again. */
    static PerfectDistillation withFixedSamples(Task task, Instance instance) {
        return new PerfectDistillation(task, instance, (iteration, sample) -> sample);
    }

    /** Samples of its own for every iteration, so the environment draws other neighbours. */
    static PerfectDistillation withFreshSamples(Task task, Instance instance) {
        return new PerfectDistillation(task, instance, (iteration, sample) -> SAMPLES * iteration + sample);
    }

    /** Replaces X_i by X_{i+1}. */
    void iterate() {
        Map<SubQuestion, String> next = new HashMap<>();
        for (String question : questions) {
            for (int sample = 0; sample < SAMPLES; sample++) {
                SubQuestion asked = new SubQuestion(question, sampleAsked.applyAsInt(iteration, sample));
                next.put(new SubQuestion(question, sample), conversation.answer(asked, this::answer));
            }
        }
        table = next;
        iteration++;
    }

    /** What X says. */
    String answer(SubQuestion question) {
        return table.getOrDefault(question, Assistant.IDK);
    }

    /** How many questions of the universe X answers right, with sample 0. */
    int right() {
        return (int) questions.stream().filter(this::isRight).count();
    }

    boolean isRight(String question) {
        return instance.isCorrect(question, answer(SubQuestion.of(question)));
    }

    /** How many questions are right after each of the iterations. */
    List<Integer> sequence(int iterations) {
        List<Integer> counts = new ArrayList<>();
        IntStream.range(0, iterations).forEach(count -> {
            iterate();
            counts.add(right());
        });
        return counts;
    }
}
