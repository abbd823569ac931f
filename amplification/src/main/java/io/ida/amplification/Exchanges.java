package io.ida.amplification;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Asked;
import io.ida.events.Exchange;
import io.ida.events.Usage;
import java.util.List;

/** Makes the line of a transcript in which an ask of H meets its answer. */
public final class Exchanges {
    private static final Usage NO_USAGE = new Usage(0L, 0L);

    private Exchanges() {}

    /** An ask and the answer to its question. A reused answer costs nothing again. */
    public static Exchange answered(int round, Asked asked, Answer answer) {
        return new Exchange(
                round,
                asked.getIndex(),
                answer.getQuestionId(),
                asked.getText(),
                asked.getSample(),
                answer.getStatus(),
                answer.getText(),
                answer.getReason(),
                answer.getAnsweredBy(),
                answer.getAssistantVersions(),
                asked.getReused(),
                asked.getReused() ? NO_USAGE : answer.getUsage());
    }

    /** An ask that an earlier exchange of the same node answers too. */
    public static Exchange repeated(int round, Asked asked, Exchange earlier) {
        return new Exchange(
                round,
                asked.getIndex(),
                earlier.getQuestionId().orElse(null),
                asked.getText(),
                asked.getSample(),
                earlier.getStatus(),
                earlier.getAnswer(),
                earlier.getReason(),
                earlier.getAnsweredBy(),
                earlier.getAssistantVersions(),
                true,
                NO_USAGE);
    }

    /** An ask that a stage answers because nobody else will. */
    public static Exchange refused(int round, Asked asked, AnswerStatus status, String reason, String stage) {
        return new Exchange(
                round,
                asked.getIndex(),
                asked.getQuestionId().orElse(null),
                asked.getText(),
                asked.getSample(),
                status,
                "",
                reason,
                Answers.pipeline(stage),
                List.of(),
                asked.getReused(),
                NO_USAGE);
    }
}
