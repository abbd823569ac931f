package io.ida.amplification.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ida.amplification.Instance;
import io.ida.amplification.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permutation-powering   | ab -> cd; cd -> ab                    | ab ^ 0       | ab",
                "permutation-powering   | ab -> cd; cd -> ab                    | ab ^ 1       | cd",
                "permutation-powering   | ab -> cd; cd -> ab                    | ef ^ 0       | idk",
                "permutation-powering   | ab -> cd; cd -> ab                    | ef ^ 1       | idk",
                "sequential-assignments | ab := 3; cd := f(ab,ab); f(3,3) = 7   | first ab     | 3",
                "sequential-assignments | ab := 3; cd := f(ab,ab); f(3,3) = 7   | second ab    | idk",
                "sequential-assignments | ab := 3; cd := f(ab,ab); f(3,3) = 7   | first cd     | ab",
                "sequential-assignments | ab := 3; cd := f(ab,ab); f(3,3) = 7   | first ef     | idk",
                "sequential-assignments | ab := 3; cd := f(ab,ab); f(3,3) = 7   | f(3,3)       | 7",
                "sequential-assignments | ab := 3; cd := f(ab,ab); f(3,3) = 7   | f(3,4)       | idk",
                "wildcard-search        | aaaaaa = +1; bbbbbb = -1              | aaaaaa       | 1",
                "wildcard-search        | aaaaaa = +1; bbbbbb = -1              | bbbbbb       | -1",
                "wildcard-search        | aaaaaa = +1; bbbbbb = -1              | aaaaab       | 0",
                "shortest-path          | ab -> cd; ab -> cd                    | edge ab cd   | yes",
                "shortest-path          | ab -> cd; ab -> cd                    | edge cd ab   | no",
                "shortest-path          | ab -> cd; ab -> cd                    | edge ef ef   | no",
                "shortest-path          | ab -> cd; ab -> cd                    | neighbour ab | cd",
                "shortest-path          | ab -> cd; ab -> cd                    | neighbour cd | idk",
                "union-find             | ab = 3; ab ~ cd                       | given ab     | 3",
                "union-find             | ab = 3; ab ~ cd                       | given cd     | idk",
                "union-find             | ab = 3; ab ~ cd                       | joined cd ab | yes",
                "union-find             | ab = 3; ab ~ cd                       | joined ab ab | no",
                "union-find             | ab = 3; ab ~ cd                       | neighbour cd | ab",
                "union-find             | ab = 3; ab ~ cd                       | neighbour ef | idk",
            })
    void saysWhatTheFactsSay(String name, String facts, String primitive, String answer) {
        Instance instance = StandardTasks.all().get(name).parse(List.of(facts.split("; ")));

        assertThat(instance.environmentAnswer(primitive, 0)).isEqualTo(answer);
    }

    @Test
    void namesThatNoFactMentionsAreUnknown() {
        assertThat(instance("permutation-powering", "ab -> ab").solve("cd ^ 5")).isEqualTo("idk");
        assertThat(instance("sequential-assignments", "ab := 1").solve("value cd"))
                .isEqualTo("idk");
        assertThat(instance("union-find", "ab = 1").solve("parent cd")).isEqualTo("idk");
        assertThat(instance("shortest-path", "ab -> ab").solve("step cd ab")).isEqualTo("inf");
    }

    @Test
    void neighboursAreDrawnUniformlyAndRepeatably() {
        List<String> facts = List.of("aa -> bb", "aa -> cc", "aa -> dd", "aa -> bb");
        Task task = StandardTasks.all().get("shortest-path");
        Map<String, Integer> counts = new HashMap<>();
        for (int sample = 0; sample < 3000; sample++) {
            String drawn = task.parse(facts).environmentAnswer("neighbour aa", sample);
            assertThat(task.parse(facts).environmentAnswer("neighbour aa", sample))
                    .isEqualTo(drawn);
            counts.merge(drawn, 1, Integer::sum);
        }
        assertThat(counts).containsOnlyKeys("bb", "cc", "dd");
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isCloseTo(1000, within(120)));
    }

    @Test
    void drawsAreTheSameInEveryProcess() {
        Instance instance = instance("shortest-path", "aa -> bb", "aa -> cc", "aa -> dd", "aa -> ee");

        assertThat(IntStream.range(0, 8).mapToObj(sample -> instance.environmentAnswer("neighbour aa", sample)))
                .containsExactly("bb", "bb", "ee", "cc", "cc", "cc", "bb", "dd");
    }

    @Test
    void leadingBitsOfSampledExponentsAreUniform() {
        Instance instance = StandardTasks.all().get("permutation-powering").generate(8, 1);
        int[] counts = new int[31];
        Random random = new Random(1);
        for (int count = 0; count < 5000; count++) {
            int exponent = instance.hardness(instance.sampleQuestion(random));
            assertThat(exponent).isBetween(2, 63);
            counts[31 - Integer.numberOfLeadingZeros(exponent)]++;
        }
        for (int bit = 1; bit <= 5; bit++) {
            assertThat(counts[bit]).isCloseTo(1000, within(120));
        }
    }

    @Test
    void exponentsMayHaveOtherNumbersOfBits() {
        Task task = StandardTasks.permutationPowering(3);
        Instance instance = task.parse(List.of("ab -> cd", "cd -> ab"));

        assertThat(instance.questions()).hasSize(12).endsWith("cd ^ 7");
        assertThat(new Random(1).ints(500).mapToObj(seed -> instance.sampleQuestion(new Random(seed))))
                .allSatisfy(question -> assertThat(instance.questions()).contains(question));
    }

    @Test
    void numbersOfSampledWildcardsAreUniform() {
        Instance instance = StandardTasks.all().get("wildcard-search").generate(8, 1);
        int[] counts = new int[7];
        Random random = new Random(1);
        for (int count = 0; count < 6000; count++) {
            counts[instance.hardness(instance.sampleQuestion(random))]++;
        }
        assertThat(counts[0]).isZero();
        for (int wildcards = 1; wildcards <= 6; wildcards++) {
            assertThat(counts[wildcards]).isCloseTo(1000, within(120));
        }
    }

    private static Instance instance(String task, String... facts) {
        return StandardTasks.all().get(task).parse(List.of(facts));
    }
}
