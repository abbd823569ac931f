package io.ida.amplification.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Instance;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomAnswerTest {
    private static final int DRAWS_A_KIND = 2000;

    @ParameterizedTest
    @CsvSource({
        "permutation-powering,   8, ' ^ 5',      [a-h]{2},            8",
        "sequential-assignments, 8, 'value ',    [0-7],               8",
        "wildcard-search,        8, 'ab?a?b',    0|-?[1-4],           9",
        "wildcard-search,        8, '??????',    0|-?[1-9]|-?[12][0-9]|-?3[012], 65",
        "union-find,            10, 'value ',    [0-7],               8",
        "union-find,            10, 'depth ',    [0-9],              10",
        "union-find,            10, 'parent ',   [a-h]{2},           10",
        "shortest-path,          8, 'distance ', [1-9]|1[012]|inf,   13",
    })
    void everyAnswerThatAQuestionCouldHaveIsEquallyLikely(
            String task, int size, String part, String form, int answers) {
        Instance instance = StandardTasks.all().get(task).generate(size, 3);
        String question = instance.questions().stream()
                .filter(text -> text.startsWith(part) || text.endsWith(part))
                .findFirst()
                .orElseThrow();

        Map<String, Integer> drawn = draw(instance, question, answers);

        assertThat(drawn).hasSize(answers);
        assertThat(drawn.keySet()).allMatch(answer -> answer.matches(form));
        assertThat(drawn.values())
                .allSatisfy(count -> assertThat(count).isCloseTo(DRAWS_A_KIND, Percentage.withPercentage(15)));
    }

    @Test
    void aStepIsAVertexOrNoWay() {
        Instance instance = StandardTasks.all().get("shortest-path").generate(16, 3);
        long vertices = instance.questions().stream()
                .map(question -> question.substring(question.length() - 2))
                .distinct()
                .count();

        Map<String, Integer> drawn = draw(instance, "step aa bb", (int) vertices + 1);

        assertThat(drawn).hasSize((int) vertices + 1).containsKey("inf");
        assertThat(drawn.keySet()).allMatch(answer -> answer.matches("inf|[a-h]{2}"));
    }

    @Test
    void namesAreThoseOfTheInstance() {
        Instance instance = StandardTasks.all().get("permutation-powering").generate(4, 3);

        assertThat(draw(instance, "aa ^ 5", 4).keySet())
                .allMatch(name -> instance.facts().stream().anyMatch(fact -> fact.startsWith(name)));
    }

    private static Map<String, Integer> draw(Instance instance, String question, int kinds) {
        Random random = new Random(5);
        Map<String, Integer> drawn = new TreeMap<>();
        for (int count = 0; count < kinds * DRAWS_A_KIND; count++) {
            drawn.merge(instance.randomAnswer(question, random), 1, Integer::sum);
        }
        return drawn;
    }
}
