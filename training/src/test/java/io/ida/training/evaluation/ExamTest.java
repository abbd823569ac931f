package io.ida.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Splits;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Split;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExamTest {
    private static final Task POWERS = StandardTasks.permutationPowering(4);

    @ParameterizedTest
    @EnumSource(names = {"TEST", "VALIDATION"})
    void contextsAreThoseOfTheirPartOnlyAndAllDifferent(Split part) {
        Exam exam = new Exam(POWERS, List.of(8, 12), 5, 7, 3, Splits.STANDARD, part);

        List<Exam.Item> items = exam.items();

        assertThat(items).hasSize(2 * 5 * 7);
        assertThat(items)
                .allSatisfy(item -> assertThat(Splits.STANDARD.of(item.context().getContextId()))
                        .isEqualTo(part));
        assertThat(items.stream().map(item -> item.context().getContextId()).distinct())
                .hasSize(10);
        assertThat(items).extracting(Exam.Item::size).containsOnly(8, 12);
        assertThat(items).allSatisfy(item -> assertThat(item.hardness()).isBetween(2, 15));
    }

    @Test
    void contextsAreMadeWithTheSeedsFromTheGivenOneOn() {
        long seed = 0;
        while (Splits.STANDARD.of(ContextIds.of(POWERS.generate(8, seed).facts())) != Split.TEST) {
            seed++;
        }
        Instance first = POWERS.generate(8, seed);

        assertThat(test(List.of(8), 1, 4, 0).items())
                .extracting(item -> item.context().getFacts())
                .containsOnly(first.facts());
    }

    @Test
    void theSameArgumentsMeanTheSameQuestionsAndAnotherSeedOthers() {
        Exam exam = test(List.of(8), 20, 20, 3);

        assertThat(texts(test(List.of(8), 20, 20, 3))).isEqualTo(texts(exam));
        assertThat(texts(test(List.of(8), 20, 20, 4))).isNotEqualTo(texts(exam));
    }

    @Test
    void anExamThatCannotBeHeldIsRefused() {
        assertThatThrownBy(() -> test(List.of(), 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> test(List.of(1), 1, 1, 0)).hasMessageContaining("not 1");
        assertThatThrownBy(() -> test(List.of(8), 0, 1, 0)).hasMessageContaining("context");
        assertThatThrownBy(() -> test(List.of(8), 1, 0, 0)).hasMessageContaining("question");
        assertThatThrownBy(() -> new Exam(POWERS, List.of(8), 1, 1, 0, Splits.STANDARD, Split.TRAIN))
                .hasMessageContaining("trained on");
        assertThatThrownBy(() -> new Exam(POWERS, List.of(8), 1, 1, 0, new Splits(10, 0), Split.TEST))
                .hasMessageContaining("TEST");
    }

    private static Exam test(List<Integer> sizes, int contexts, int questions, long seed) {
        return new Exam(POWERS, sizes, contexts, questions, seed, Splits.STANDARD, Split.TEST);
    }

    private static List<String> texts(Exam exam) {
        return exam.items().stream().map(Exam.Item::text).toList();
    }
}
