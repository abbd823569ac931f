package io.ida.amplification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ida.events.AnswerStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterviewTest {
    private static final SubQuestion FIRST = SubQuestion.of("first");
    private static final SubQuestion AGAIN = new SubQuestion("first", 1);

    @Test
    void answersComeFromTheTranscript() {
        Interview interview = new Interview(List.of(
                Events.answered(0, 0, FIRST, "one"),
                Events.answered(1, 0, FIRST, "two"),
                Events.answered(1, 1, AGAIN, "three")));

        assertThat(interview.ask("first")).isEqualTo("one");
        assertThat(interview.ask(FIRST, AGAIN)).containsExactly("two", "three");
        assertThat(interview.hasFailure()).isFalse();
    }

    @Test
    void theScriptIsLeftWithTheRoundThatTheTranscriptDoesNotHold() {
        Interview interview = new Interview(List.of(Events.answered(0, 0, FIRST, "one")));
        interview.ask("first");

        Interview.Unanswered unanswered =
                catchThrowableOfType(Interview.Unanswered.class, () -> interview.ask(FIRST, AGAIN));

        assertThat(unanswered.round()).containsExactly(FIRST, AGAIN);
        assertThat(unanswered).hasToString("Unanswered[" + FIRST + ", " + AGAIN + "]");
    }

    @Test
    void aFailedSubQuestionIsIdkAndRemembered() {
        Interview interview = new Interview(List.of(
                Events.failed(0, 0, FIRST, AnswerStatus.TIMED_OUT, "late"),
                Events.failed(0, 1, AGAIN, AnswerStatus.OUT_OF_BUDGET, "spent")));

        assertThat(interview.ask(FIRST, AGAIN)).containsExactly("idk", "idk");
        assertThat(interview.hasFailure()).isTrue();
        assertThat(interview.firstFailure().getReason()).isEqualTo("late");
    }

    @Test
    void aTranscriptWithAnotherTextDoesNotFit() {
        Interview interview = new Interview(List.of(Events.answered(0, 0, FIRST, "one")));

        assertThatThrownBy(() -> interview.ask("second"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not fit")
                .hasMessageContaining("second")
                .hasMessageContaining("first");
    }

    @Test
    void aTranscriptWithAnotherSampleDoesNotFit() {
        Interview interview = new Interview(List.of(Events.answered(0, 0, FIRST, "one")));

        assertThatThrownBy(() -> interview.ask(AGAIN)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTranscriptThatEndsWithinARoundDoesNotFit() {
        Interview interview = new Interview(List.of(Events.answered(0, 0, FIRST, "one")));

        assertThatThrownBy(() -> interview.ask(FIRST, AGAIN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing");
    }
}
