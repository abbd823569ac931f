package io.ida.amplification;

import io.ida.amplification.Move.Conclude;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import java.util.random.RandomGenerator;

/**
 * Errors injected into H, for experiments: with a given probability its answer, {@code idk} included, is replaced by one
 * drawn uniformly from those that the question could have. What H asks and how it fails stay as they are. The draw is
 * seeded from the question id, so a node that is processed again errs again.
 */
final class SupervisorError {
    private SupervisorError() {}

    /** The conclusion of a node, in error or not. */
    static Conclude afflict(Question question, Instance instance, Conclude conclusion, double probability) {
        if (conclusion.status() != AnswerStatus.ANSWERED) {
            return conclusion;
        }
        RandomGenerator random = SeededRandom.of(question.getId());
        if (random.nextDouble() >= probability) {
            return conclusion;
        }
        return new Conclude(instance.randomAnswer(question.getText(), random), AnswerStatus.ANSWERED, "");
    }
}
