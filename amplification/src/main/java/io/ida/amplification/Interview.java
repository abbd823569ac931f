package io.ida.amplification;

import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The conversation of a {@link Script} with its assistants, replayed from a transcript. For one run of a script on one
 * thread.
 */
public final class Interview {
    private final List<Exchange> transcript;
    private int position;
    private Exchange firstFailure;

    Interview(List<Exchange> transcript) {
        this.transcript = transcript;
    }

    /**
     * Asks one sub-question with sample 0.
     *
     * @return the answer; {@code idk} if the sub-question failed
     */
    public String ask(String text) {
        return ask(SubQuestion.of(text)).get(0);
    }

    /**
     * Asks several sub-questions that do not depend on each other in one round.
     *
     * @return the answers in the same order; {@code idk} for each that failed
     */
    public List<String> ask(SubQuestion... round) {
        if (position == transcript.size()) {
            throw new Unanswered(List.of(round));
        }
        List<String> answers = new ArrayList<>(round.length);
        for (SubQuestion asked : round) {
            answers.add(replay(asked));
        }
        return answers;
    }

    private String replay(SubQuestion asked) {
        Exchange exchange = position < transcript.size() ? transcript.get(position) : null;
        if (exchange == null || !exchange.getText().equals(asked.text()) || exchange.getSample() != asked.sample()) {
            throw new IllegalStateException("The transcript does not fit the script: H asks " + asked
                    + " where the transcript has " + (exchange == null ? "nothing" : exchange.getText())
                    + ". Was the node begun by another version of H?");
        }
        position++;
        if (exchange.getStatus() == AnswerStatus.ANSWERED) {
            return exchange.getAnswer();
        }
        if (firstFailure == null) {
            firstFailure = exchange;
        }
        return Assistant.IDK;
    }

    /**
     * Whether a sub-question asked so far failed. For scripts that read {@code idk} as "nothing known" and would
     * otherwise take a failure for an answer.
     */
    public boolean hasFailure() {
        return firstFailure != null;
    }

    /** The first failed exchange that the script has seen, or null. */
    Exchange firstFailure() {
        return firstFailure;
    }

    /** Leaves a script that needs answers the transcript does not hold. Control flow, hence without a stack. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<SubQuestion> round;

        Unanswered(List<SubQuestion> round) {
            super(null, null, false, false);
            this.round = round;
        }

        List<SubQuestion> round() {
            return round;
        }

        @Override
        public String toString() {
            return "Unanswered" + Arrays.toString(round.toArray());
        }
    }
}
