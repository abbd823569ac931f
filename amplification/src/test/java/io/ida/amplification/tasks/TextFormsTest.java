package io.ida.amplification.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.amplification.Instance;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.Task;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormsTest {
    private static final List<Task> TASKS = StandardTasks.all().names().stream()
            .map(name -> StandardTasks.all().get(name))
            .toList();

    @Test
    void thereAreFiveTasks() {
        assertThat(StandardTasks.all().names())
                .containsExactly(
                        "permutation-powering",
                        "sequential-assignments",
                        "shortest-path",
                        "union-find",
                        "wildcard-search");
    }

    @Test
    void instancesSurviveTheirFacts() {
        for (Task task : TASKS) {
            for (int size = task.minSize(); size <= task.maxSize(); size++) {
                Instance instance = task.generate(size, 3L * size);
                assertThat(task.parse(instance.facts())).isEqualTo(instance);
                assertThat(task.generate(size, 3L * size)).isEqualTo(instance);
                assertThat(task.generate(size, 3L * size + 1)).isNotEqualTo(instance);
            }
        }
    }

    @Test
    void questionsOfTheUniverseAreValidAndNotPrimitive() {
        for (Task task : TASKS) {
            assertThat(task.generate(12, 1).questions()).doesNotHaveDuplicates().allSatisfy(question -> {
                task.checkQuestion(question);
                assertThat(task.isPrimitive(question)).isFalse();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "permutation-powering, 8, 8, 496",
        "permutation-powering, 64, 64, 3968",
        "sequential-assignments, 64, 94, 64",
        "wildcard-search, 64, 64, 665",
        "shortest-path, 64, 128, 8192",
        "union-find, 10, 10, 30",
        "union-find, 64, 64, 192"
    })
    void sizesAreThoseOfTheTable(String name, int size, int facts, int questions) {
        Instance instance = StandardTasks.all().get(name).generate(size, 1);

        assertThat(instance.facts()).hasSize(facts);
        assertThat(instance.questions()).hasSize(questions);
    }

    @Test
    void otherSizesAreRefused() {
        for (Task task : TASKS) {
            for (int size : new int[] {task.minSize() - 1, task.maxSize() + 1, 0, -1}) {
                assertThatThrownBy(() -> task.generate(size, 1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(task.name())
                        .hasMessageContaining(task.minSize() + " to 64");
            }
        }
    }

    @Test
    void aContextNeedsFacts() {
        for (Task task : TASKS) {
            assertThatThrownBy(() -> task.parse(List.of()))
                    .isInstanceOf(InvalidTextException.class)
                    .hasMessageContaining("at least one fact");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permutation-powering   | ab->cd                               | 'ab->cd': expected a fact like",
                "permutation-powering   | ab -> cd; ab -> ef                   | ab has an image already",
                "permutation-powering   | ab -> cd; ef -> cd                   | cd is the image of another name",
                "permutation-powering   | ab -> cd                             | what the image of cd is",
                "permutation-powering   | ab -> ai                             | expected a fact like 'ab -> cd'",
                "sequential-assignments | ab := 8                              | expected a fact like 'ab := 3'",
                "sequential-assignments | ab := 3; ab := 3                     | ab is assigned already",
                "sequential-assignments | ab := 3; cd := f(ab,ef); f(3,3) = 1  | No fact assigns ef",
                "sequential-assignments | ab := 3; cd := f(ab,ab)              | No fact gives f(3,3)",
                "sequential-assignments | ab := f(cd,cd); cd := f(ab,ab)       | ab depends on itself",
                "sequential-assignments | ab := 3; f(1,1) = 1; f(1,1) = 1      | f(1,1) has a value already",
                "sequential-assignments | f(1,1) = 1                           | No fact assigns a name",
                "wildcard-search        | abbab = +1                           | expected a fact like 'abbaba = +1'",
                "wildcard-search        | abbaba = 1                           | expected a fact like 'abbaba = +1'",
                "wildcard-search        | abbaba = +1; abbaba = -1             | abbaba has a value already",
                "shortest-path          | ab -> cd -> ef                       | expected a fact like 'ab -> cd'",
                "union-find             | ab = 9                               | expected a fact like 'ab = 3' or",
                "union-find             | ab = 3; ab = 3                       | ab is given a value already",
                "union-find             | ab = 3; ab ~ ab                      | joins a name with itself",
                "union-find             | ab = 3; ab ~ cd; cd ~ ab             | are joined already",
                "union-find             | ab = 3; ab ~ cd; cd ~ ef; ef ~ ab    | There is a second way",
                "union-find             | ab = 3; ab ~ cd; cd = 4              | There is a second way",
                "union-find             | ab = 3; cd ~ ef                      | No fact gives the value of cd",
            })
    void badFactsAreRefused(String name, String facts, String complaint) {
        assertThatThrownBy(() -> StandardTasks.all()
                        .get(name)
                        .parse(Arrays.stream(facts.split("; ")).toList()))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permutation-powering   | ab ^ 99999999999",
                "permutation-powering   | ab ^ 99999999999999999999999999",
                "permutation-powering   | ab ^ 1073741825",
                "permutation-powering   | ab ^ -1",
                "permutation-powering   | ab ^ 01",
                "permutation-powering   | ab ^ 00",
                "permutation-powering   | ab^1",
                "permutation-powering   | ai ^ 1",
                "sequential-assignments | value abc",
                "sequential-assignments | third ab",
                "sequential-assignments | f(2,8)",
                "sequential-assignments | f(2, 5)",
                "wildcard-search        | ab?",
                "wildcard-search        | abc???",
                "shortest-path          | distance ab",
                "shortest-path          | step ab cd ef",
                "shortest-path          | neighbour ab cd",
                "union-find             | parent",
                "union-find             | joined ab",
                "union-find             | value ab cd",
            })
    void badQuestionsAreRefusedWithWhatWouldBeGood(String name, String text) {
        Task task = StandardTasks.all().get(name);

        assertThatThrownBy(() -> task.checkQuestion(text))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("expected a question like");
        assertThat(task.isPrimitive(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permutation-powering   | ab ^ 0        | ab ^ 2",
                "permutation-powering   | ab ^ 1        | ab ^ 11",
                "sequential-assignments | first ab      | value ab",
                "sequential-assignments | second ab     | value cd",
                "sequential-assignments | f(0,7)        | value ef",
                "wildcard-search        | ababab        | ababa?",
                "shortest-path          | edge ab cd    | distance ab cd",
                "shortest-path          | neighbour ab  | step ab ab",
                "union-find             | given ab      | value ab",
                "union-find             | neighbour ab  | parent ab",
                "union-find             | joined ab cd  | depth ab",
            })
    void theEnvironmentAnswersPrimitivesOnly(String name, String primitive, String other) {
        Task task = StandardTasks.all().get(name);
        Instance instance = task.generate(64, 1);

        assertThat(task.isPrimitive(primitive)).isTrue();
        assertThat(instance.environmentAnswer(primitive, 0)).isNotEmpty();
        assertThat(instance.isCorrect(primitive, instance.solve(primitive))).isTrue();
        assertThat(task.isPrimitive(other)).isFalse();
        assertThatThrownBy(() -> instance.environmentAnswer(other, 0))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("is not primitive");
    }
}
