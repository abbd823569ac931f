package io.ida.amplification;

import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import java.util.List;

/**
 * H as a program: the {@link Script} of the question's task. Where the script ends in {@code idk} after a sub-question
 * failed, the failure is passed on, so that the root says what went wrong.
 */
public final class ScriptedSupervisor implements Supervisor {
    /** The name that questions use. */
    public static final String NAME = "scripted";

    private final Tasks tasks;

    public ScriptedSupervisor(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Move next(SupervisedQuestion question, List<Exchange> transcript) {
        Interview interview = new Interview(transcript);
        String answer;
        try {
            answer = tasks.get(question.task()).script().answer(question, interview);
        } catch (Interview.Unanswered unanswered) {
            return new Move.Ask(unanswered.round());
        }
        Exchange failure = interview.firstFailure();
        if (failure != null && answer.equals(Assistant.IDK)) {
            return new Move.Conclude(
                    answer, failure.getStatus(), "Sub-question '" + failure.getText() + "': " + failure.getReason());
        }
        return new Move.Conclude(answer, AnswerStatus.ANSWERED, "");
    }
}
