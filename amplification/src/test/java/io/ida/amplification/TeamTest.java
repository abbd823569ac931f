package io.ida.amplification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TeamTest {
    private static final List<String> CYCLE = List.of("aa -> bb", "bb -> cc", "cc -> dd", "dd -> aa");
    private static final Tasks TASKS = StandardTasks.all();
    private static final Team TEAM =
            new Team(TASKS, Supervisors.of(new ScriptedSupervisor(TASKS)), new Amplifier(16, 16));

    @Test
    void theAnswererIsTheSupervisorThatTheQuestionChose() {
        assertThat(TEAM.answerer(question("q", "scripted")))
                .isEqualTo(new Answerer(AnswererKind.SUPERVISOR, "scripted", 1));
        assertThat(TEAM.answerer(question("q", "scripted?error=0.10")))
                .isEqualTo(new Answerer(AnswererKind.SUPERVISOR, "scripted?error=0.1", 1));
        assertThat(TEAM.answerer(question("q", "learned:h@3?error=0.5")))
                .isEqualTo(new Answerer(AnswererKind.SUPERVISOR, "learned:h?error=0.5", 3));
    }

    @Test
    void supervisorsThatItDoesNotHaveAreNamed() {
        assertThatThrownBy(() -> TEAM.advance(question("q", "learned:h@3"), List.of()))
                .isInstanceOf(InvalidTextException.class)
                .hasMessage("The supervisor 'learned:h@3' is not served here.");
        assertThatThrownBy(() -> TEAM.answerer(question("q", "nobody")))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("Unknown supervisor 'nobody'");
    }

    @Test
    void anErringSupervisorIsWrongAsOftenAsItsNameSays() {
        int asked = 20_000;
        int wrong = 0;
        Map<String, Integer> answers = new TreeMap<>();
        for (int number = 0; number < asked; number++) {
            String answer = conclude("q" + number, "scripted?error=0.2").text();
            answers.merge(answer, 1, Integer::sum);
            wrong += answer.equals("dd") ? 0 : 1;
        }
        // One of the four names is right by chance.
        assertThat((double) wrong / asked).isCloseTo(0.2 * 3 / 4, Percentage.withPercentage(8));
        assertThat(answers.keySet()).containsExactly("aa", "bb", "cc", "dd");
        assertThat(answers.get("aa")).isCloseTo(asked / 20, Percentage.withPercentage(15));
        assertThat(answers.get("bb")).isCloseTo(asked / 20, Percentage.withPercentage(15));
    }

    @Test
    void theSameNodeErrsInTheSameWayAndAsksTheSame() {
        for (int number = 0; number < 100; number++) {
            String id = "q" + number;
            Concluded first = advance(question(id, "scripted?error=0.5"), List.of());
            Concluded again = advance(question(id, "scripted?error=0.5"), List.of());
            assertThat(again).isEqualTo(first);
            assertThat(first.transcript())
                    .isEqualTo(advance(question(id, "scripted"), List.of()).transcript());
            assertThat(first.conclusion().status()).isEqualTo(AnswerStatus.ANSWERED);
        }
    }

    @Test
    void idkMayBecomeAnErrorButAFailureStaysOne() {
        Question question = question("q", "aa ^ 5", "scripted?error=1");
        SubQuestion half = SubQuestion.of("aa ^ 2");

        assertThat(advance(question, List.of(Events.answered(0, 0, half, "idk")))
                        .conclusion()
                        .text())
                .isIn("aa", "bb", "cc", "dd");
        assertThat(advance(question, List.of(Events.failed(0, 0, half, AnswerStatus.TIMED_OUT, "late")))
                        .conclusion()
                        .status())
                .isEqualTo(AnswerStatus.TIMED_OUT);
    }

    private static Move.Conclude conclude(String id, String supervisor) {
        return advance(question(id, supervisor), List.of()).conclusion();
    }

    private static Concluded advance(Question question, List<Exchange> transcript) {
        return (Concluded) TEAM.advance(question, transcript);
    }

    /** Needs no assistant: the answer is {@code dd}. */
    private static Question question(String id, String supervisor) {
        return question(id, "aa ^ 3", supervisor);
    }

    private static Question question(String id, String text, String supervisor) {
        return new Question(
                id,
                id,
                null,
                "",
                "permutation-powering",
                text,
                new Context(ContextIds.of(CYCLE), CYCLE),
                1,
                0,
                supervisor,
                new AssistantPin("test", null),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
    }
}
