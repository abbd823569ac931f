package io.ida.amplification;

import io.ida.events.Exchange;
import java.util.List;

/**
 * H: cuts a question into sub-questions and puts their answers together. A program, a model or a person.
 *
 * <p>{@link #next} is a pure function: the same question and transcript give the same move, so a crashed stage asks
 * again without consequence. It never throws for what answers say: a failed or malformed sub-answer is a value it
 * handles. Implementations are safe for use by several threads.
 */
public interface Supervisor {
    /** Name under which questions choose this supervisor, for example {@code scripted}. */
    String name();

    /** Version of the supervisor, for provenance. */
    int version();

    /**
     * The next move.
     *
     * @param question the question to answer
     * @param transcript all exchanges so far, complete rounds in order
     * @return a round of sub-questions or the answer
     */
    Move next(SupervisedQuestion question, List<Exchange> transcript);
}
