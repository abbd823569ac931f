package io.ida.amplification;

import java.util.List;

/**
 * A family of questions: its text forms, its environment, its scripted H, and, for checking only, a generator and a
 * solver. Stateless; safe for use by several threads.
 */
public interface Task {
    /** Name under which questions choose the task, for example {@code permutation-powering}. */
    String name();

    /**
     * Reads a context.
     *
     * @param facts the facts in text form
     * @throws InvalidTextException if a fact does not parse, facts contradict each other, or there are none
     */
    Instance parse(List<String> facts);

    /**
     * Checks that a text is a question of this task, primitive or not, whatever the context.
     *
     * @throws InvalidTextException if it is not; the message says what would be
     */
    void checkQuestion(String text);

    /** Whether the environment answers this question on the spot. False for a text that is no question. */
    boolean isPrimitive(String text);

    /** The scripted H of this task. */
    Script script();

    /** What {@link Instance#hardness} counts, as a noun in the singular, for example {@code exponent}. */
    String hardnessUnit();

    /** Largest size that {@link #generate} takes. */
    int maxSize();

    /** Smallest size that {@link #generate} takes. */
    int minSize();

    /**
     * Makes a random instance; the same size and seed give the same instance.
     *
     * @param size number of names, strings or vertices
     */
    Instance generate(int size, long seed);
}
