package io.ida.training.iterations;

import io.ida.events.Question;
import java.time.Instant;

/** The questions of the iterations of a run, by number; a restarted controller means the same ones. */
@FunctionalInterface
public interface AskedQuestions {
    /**
     * A question.
     *
     * @param iteration number of the iteration, from 1
     * @param number number of the question in it, from 0
     * @param now when it is asked
     */
    Question question(int iteration, int number, Instant now);
}
