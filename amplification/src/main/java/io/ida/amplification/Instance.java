package io.ida.amplification;

import java.util.List;
import java.util.random.RandomGenerator;

/** One context of a task, parsed: what the environment, the solver and the question universe need. Immutable. */
public interface Instance {
    /** The facts in text form; {@link Task#parse} of them gives an equal instance. */
    List<String> facts();

    /**
     * The environment's answer to a primitive question. Random choices are drawn from the facts, the text and the
     * sample, so they repeat.
     *
     * @return the answer; {@code idk} where the facts do not say
     * @throws InvalidTextException if the question is not primitive
     */
    String environmentAnswer(String primitive, int sample);

    /** Every question that users may ask of this context, in a fixed order: the universe of the task. */
    List<String> questions();

    /** Draws a question from the task's distribution: uniform over {@link #questions} unless the task says otherwise. */
    default String sampleQuestion(RandomGenerator random) {
        List<String> questions = questions();
        return questions.get(random.nextInt(questions.size()));
    }

    /**
     * Draws uniformly from the answers that a question could have, whatever the facts: how an H errs that knows what an
     * answer looks like.
     *
     * @param question not primitive
     */
    String randomAnswer(String question, RandomGenerator random);

    /** The right answer, by a solver. Only evaluation may use it. */
    String solve(String question);

    /** Whether an answer is right; where several answers are, any of them. Only evaluation may use it. */
    boolean isCorrect(String question, String answer);

    /**
     * How hard a question is, in the task's own measure (exponent, wildcards, distance, levels …), at least 0. The
     * horizon is the largest hardness up to which everything is right. Only evaluation may use it.
     */
    int hardness(String question);

    /**
     * How many levels of amplification a question needs: the smallest depth at which the scripted H is right about it
     * if X answers {@code idk} to everything, as X_0 does. 0 for primitives and where {@code idk} is right.
     *
     * <p>Where the environment draws at random, every draw counts as the luckiest one, so that the number says something
     * about the facts: worse draws make it take more levels, never fewer. Only evaluation may use it.
     */
    int neededDepth(String question);
}
