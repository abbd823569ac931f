package io.ida.amplification;

/**
 * A scripted H, written as if sub-questions were answered at once. It is replayed from the transcript: {@link
 * Interview#ask} returns what the transcript holds and leaves the script where it does not. So it must be
 * deterministic and free of effects.
 */
@FunctionalInterface
public interface Script {
    /**
     * Answers a question with the help of sub-questions.
     *
     * @param question a question of the task that is not primitive
     * @param interview asks sub-questions
     * @return the answer; {@code idk} where a needed sub-answer is missing or malformed
     */
    String answer(SupervisedQuestion question, Interview interview);
}
