package io.ida.training.iterations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class IterationTallyTest {
    private static final RunSettings SETTINGS = RunSettings.of("r", "permutation-powering", 8, 1, 1);

    private final Universe universe = new Universe(SETTINGS, StandardTasks.all().get(SETTINGS.task()));
    private final IterationTally tally = new IterationTally(universe);
    private final int size = universe.size();

    @Test
    void theHorizonEndsBelowTheEasiestQuestionThatIsWrong() {
        answerAll(number -> hardness(number) <= 3 || hardness(number) == 9, number -> "idk");

        IterationReport report = tally.report(1, 2.5);

        assertThat(report.questions()).isEqualTo(496);
        assertThat(report.answered()).isEqualTo(496);
        assertThat(report.correct()).isEqualTo(8 * 3);
        assertThat(report.horizon()).isEqualTo(3);
        assertThat(report.agreement()).isZero();
        assertThat(report.assistantVersion()).isZero();
        assertThat(report.seconds()).isEqualTo(2.5);
    }

    @Test
    void withNothingRightTheHorizonIsZeroAndWithAllRightItIsTheHardest() {
        answerAll(number -> false, number -> "idk");
        assertThat(tally.report(1, 0).horizon()).isZero();

        IterationTally all = new IterationTally(universe);
        for (int number = 0; number < universe.asked(); number++) {
            all.take(number, answer(AnswerStatus.ANSWERED, right(number % size), 0));
        }
        assertThat(all.report(1, 0).horizon()).isEqualTo(63);
        assertThat(all.report(1, 0).agreement()).isEqualTo(1.0);
        assertThat(all.isFixedPoint()).isTrue();
    }

    @Test
    void idkOnBothSidesIsAFixedPointButNoAgreement() {
        answerAll(number -> false, number -> "idk");

        assertThat(tally.isFixedPoint()).isTrue();
        assertThat(tally.report(1, 0).agreement()).isZero();
    }

    @Test
    void oneDifferenceIsNoFixedPoint() {
        answerAll(number -> number == 0, number -> "idk");

        assertThat(tally.isFixedPoint()).isFalse();
    }

    @Test
    void aFailureIsNeitherAnsweredNorCorrectAndIsRemembered() {
        for (int number = 0; number < universe.asked(); number++) {
            tally.take(number, answer(AnswerStatus.TIMED_OUT, right(number % size), 1));
        }

        assertThat(tally.report(1, 0).answered()).isZero();
        assertThat(tally.report(1, 0).correct()).isZero();
        assertThat(tally.firstFailure()).contains("TIMED_OUT").contains("too late");
    }

    @Test
    void aSecondResultCountsOnceAndMissingOnesAreNamed() {
        assertThat(tally.take(1, answer(AnswerStatus.ANSWERED, "x", 3))).isTrue();
        assertThat(tally.take(1, answer(AnswerStatus.ANSWERED, "y", 3))).isFalse();
        assertThat(tally.take(universe.asked(), answer(AnswerStatus.ANSWERED, "y", 3)))
                .isFalse();

        assertThat(tally.results()).isEqualTo(1);
        assertThat(tally.nodes()).isEqualTo(3);
        assertThat(tally.isComplete()).isFalse();
        assertThat(tally.missing(3)).containsExactly(0, 2, 3);
    }

    private void answerAll(IntPredicate amplifiedIsRight, IntFunction<String> alone) {
        for (int number = 0; number < size; number++) {
            String text = amplifiedIsRight.test(number) ? right(number) : "idk";
            tally.take(number, answer(AnswerStatus.ANSWERED, text, 1));
            tally.take(size + number, answer(AnswerStatus.ANSWERED, alone.apply(number), 0));
        }
        assertThat(tally.isComplete()).isTrue();
    }

    private String right(int number) {
        Universe.Entry entry = universe.entry(number);
        return entry.instance().solve(entry.text());
    }

    private int hardness(int number) {
        return universe.entry(number).hardness();
    }

    private static Answer answer(AnswerStatus status, String text, long nodes) {
        return new Answer(
                "q",
                "q",
                null,
                "",
                1,
                "permutation-powering",
                "?",
                0,
                status,
                text,
                status == AnswerStatus.ANSWERED ? "" : "too late",
                new Answerer(AnswererKind.SUPERVISOR, "scripted", 1),
                List.of(),
                new Usage(0L, nodes),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
    }
}
