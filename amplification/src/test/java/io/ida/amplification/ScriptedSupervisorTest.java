package io.ida.amplification;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedSupervisorTest {
    private static final Supervisor SCRIPTED = new ScriptedSupervisor(StandardTasks.all());

    @Test
    void aFailureThatLeavesNoAnswerIsPassedOn() {
        Move move = next(
                "permutation-powering",
                "aa ^ 8",
                Events.failed(0, 0, SubQuestion.of("aa ^ 4"), AnswerStatus.OUT_OF_BUDGET, "spent"));

        assertThat(move)
                .isEqualTo(new Move.Conclude("idk", AnswerStatus.OUT_OF_BUDGET, "Sub-question 'aa ^ 4': spent"));
    }

    @Test
    void anHonestIdkIsAnAnswer() {
        Move move = next("permutation-powering", "aa ^ 8", Events.answered(0, 0, SubQuestion.of("aa ^ 4"), "idk"));

        assertThat(move).isEqualTo(new Move.Conclude("idk", AnswerStatus.ANSWERED, ""));
    }

    @Test
    void noKnownWayIsUnreachableButAFailureIsNot() {
        Exchange edge = Events.answered(0, 0, SubQuestion.of("edge aa bb"), "no");
        SubQuestion step = SubQuestion.of("step aa bb");

        assertThat(next("shortest-path", "distance aa bb", edge, Events.answered(1, 0, step, "idk")))
                .isEqualTo(new Move.Conclude("inf", AnswerStatus.ANSWERED, ""));
        assertThat(next(
                        "shortest-path",
                        "distance aa bb",
                        edge,
                        Events.failed(1, 0, step, AnswerStatus.TIMED_OUT, "late")))
                .isEqualTo(new Move.Conclude("idk", AnswerStatus.TIMED_OUT, "Sub-question 'step aa bb': late"));
    }

    @Test
    void aStepIsTakenFromWhatDidNotFail() {
        Move move = next(
                "shortest-path",
                "step aa bb",
                Events.answered(0, 0, SubQuestion.of("edge aa bb"), "no"),
                Events.failed(1, 0, SubQuestion.of("step aa bb"), AnswerStatus.TIMED_OUT, "late"),
                Events.answered(1, 1, new SubQuestion("step aa bb", 1), "cc"),
                Events.answered(1, 2, SubQuestion.of("neighbour aa"), "dd"),
                Events.answered(2, 0, SubQuestion.of("edge aa cc"), "no"),
                Events.answered(3, 0, SubQuestion.of("distance dd bb"), "4"));

        assertThat(move).isEqualTo(new Move.Conclude("dd", AnswerStatus.ANSWERED, ""));
    }

    private static Move next(String task, String text, Exchange... transcript) {
        return SCRIPTED.next(new SupervisedQuestion(task, text, 1, 0), List.of(transcript));
    }
}
