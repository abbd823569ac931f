package io.ida.amplification;

import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import java.util.List;

/**
 * X: answers questions alone, from their context. One object is one exact version.
 *
 * <p>Questions come in batches, so that a network encodes a context once for all questions about it; a batch may hold
 * any number of contexts. Sampling is seeded from the question id: the same question, context, version and sample give
 * the same answer. What cannot be answered is a {@link Reply} that says so; an exception means that the assistant
 * itself is broken and fails the whole batch. Implementations are safe for use by several threads.
 */
public interface Assistant extends AutoCloseable {
    /** What X answers when it does not know. */
    String IDK = "idk";

    /**
     * Answers a batch.
     *
     * @param questions depth-0 questions, at least one
     * @return one reply for each question, in the same order
     * @throws InterruptedException if the caller gave up waiting; nothing of the batch counts as answered
     */
    List<Reply> answer(List<Question> questions) throws InterruptedException;

    /**
     * Whether {@link #answer} returns at once (well below a millisecond a question, no I/O), so that it may run on a
     * stream thread.
     */
    boolean immediate();

    @Override
    void close();

    /**
     * What X says to one question.
     *
     * @param text the answer
     * @param status how it ended
     * @param reason what went wrong; empty if nothing did
     */
    record Reply(String text, AnswerStatus status, String reason) {
        /** An answer. */
        public static Reply answered(String text) {
            return new Reply(text, AnswerStatus.ANSWERED, "");
        }
    }
}
