package io.ida.amplification;

import io.ida.events.AnswerStatus;
import java.util.List;

/** What H does next with a question. */
public sealed interface Move {
    /**
     * H asks one round of sub-questions that do not depend on each other.
     *
     * @param subQuestions at least one
     */
    record Ask(List<SubQuestion> subQuestions) implements Move {
        public Ask {
            subQuestions = List.copyOf(subQuestions);
            if (subQuestions.isEmpty()) {
                throw new IllegalArgumentException("A round needs at least one sub-question.");
            }
        }
    }

    /**
     * H answers its question.
     *
     * @param text the answer; may be {@code idk} where H could not know better
     * @param status ANSWERED, or the failure that kept H from answering
     * @param reason what went wrong, in words; empty if nothing did
     */
    record Conclude(String text, AnswerStatus status, String reason) implements Move {}
}
