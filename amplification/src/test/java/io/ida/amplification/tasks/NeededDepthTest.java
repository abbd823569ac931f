package io.ida.amplification.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Instance;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Depths that questions are said to need, against the depths at which H's team on X_0 gets them right. */
class NeededDepthTest {
    @ParameterizedTest
    @CsvSource({
        "permutation-powering,8,1",
        "permutation-powering,20,2",
        "sequential-assignments,8,1",
        "sequential-assignments,40,2",
        "wildcard-search,8,1",
        "wildcard-search,64,2",
        "shortest-path,9,1",
        "shortest-path,16,2",
        "shortest-path,24,3",
        "union-find,10,1",
        "union-find,30,2",
        "union-find,64,3"
    })
    void withLuckyDrawsAQuestionIsRightFromItsDepthOnAndNotBefore(String name, int size, long seed) {
        Task task = StandardTasks.all().get(name);
        Instance instance = task.generate(size, seed);
        Map<String, Recursion> recursions = new HashMap<>();
        for (String question : instance.questions()) {
            String end = question.substring(question.length() - 2);
            Recursion recursion = recursions.computeIfAbsent(
                    name.equals("shortest-path") ? end : "", key -> new Recursion(task, new Lucky(instance, key)));
            int needed = instance.neededDepth(question);
            assertThat(needed).isPositive();
            assertRight(instance, recursion, question, needed, true);
            assertRight(instance, recursion, question, needed - 1, false);
            assertRight(instance, recursion, question, needed + 1, true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permutation-powering",
                "sequential-assignments",
                "wildcard-search",
                "shortest-path",
                "union-find"
            })
    void whateverIsDrawnNoQuestionIsRightBefore(String name) {
        Task task = StandardTasks.all().get(name);
        for (long seed = 20; seed < 24; seed++) {
            Instance instance = task.generate(16, seed);
            Recursion recursion = new Recursion(task, instance);
            for (String question : instance.questions()) {
                for (int depth = 0; depth < Math.min(8, instance.neededDepth(question)); depth++) {
                    assertRight(instance, recursion, question, depth, false);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2,1", "3,1", "4,2", "7,2", "8,3", "15,3", "16,4", "63,5", "64,6", "1073741824,30"})
    void exponentsAreHalved(int exponent, int depth) {
        Instance instance = StandardTasks.all().get("permutation-powering").generate(8, 1);

        assertThat(instance.neededDepth(instance.facts().get(0).substring(0, 2) + " ^ " + exponent))
                .isEqualTo(depth);
    }

    @Test
    void whatTheEnvironmentKnowsAndWhatNobodyCanKnowNeedNoAmplification() {
        assertThat(parsed("permutation-powering", "aa -> ab", "ab -> aa"))
                .satisfies(needsNothing("aa ^ 0", "aa ^ 1", "hh ^ 9"));
        assertThat(parsed("sequential-assignments", "aa := 3"))
                .satisfies(needsNothing("first aa", "second aa", "f(1,2)", "value hh"));
        assertThat(parsed("wildcard-search", "aaaaaa = +1")).satisfies(needsNothing("aaaaaa", "bbbbbb"));
        assertThat(parsed("shortest-path", "aa -> ab")).satisfies(needsNothing("edge aa ab", "neighbour aa"));
        assertThat(parsed("union-find", "aa = 3", "aa ~ ab"))
                .satisfies(needsNothing("given aa", "neighbour aa", "joined aa ab", "depth hh"));
    }

    @Test
    void hSaysInfWhereNobodyKnowsAWaySoItIsRightAboutThatAtOnce() {
        Instance instance = parsed("shortest-path", "aa -> ab", "ac -> ad");

        assertThat(instance.neededDepth("distance aa ad")).isEqualTo(1);
        assertThat(instance.neededDepth("step hh aa")).isEqualTo(1);
    }

    private static void assertRight(
            Instance instance, Recursion recursion, String question, int depth, boolean expected) {
        String answer = recursion.answer(SubQuestion.of(question), depth);
        assertThat(instance.isCorrect(question, answer))
                .as("%s = %s at depth %d, needs %d", question, answer, depth, instance.neededDepth(question))
                .isEqualTo(expected);
    }

    private static Instance parsed(String task, String... facts) {
        return StandardTasks.all().get(task).parse(List.of(facts));
    }

    private static Consumer<Instance> needsNothing(String... questions) {
        return instance -> assertThat(questions).allMatch(question -> instance.neededDepth(question) == 0);
    }

    /**
     * An instance whose environment draws the neighbour that H needs.
     *
     * @param destination where all ways lead that are asked for; empty in a forest, where the parent is what H needs
     */
    private record Lucky(Instance instance, String destination) implements Instance {
        private static final String DRAW = "neighbour ";

        @Override
        public String environmentAnswer(String primitive, int sample) {
            if (primitive.startsWith(DRAW)) {
                String name = primitive.substring(DRAW.length());
                String drawn =
                        instance.solve(destination.isEmpty() ? "parent " + name : "step " + name + " " + destination);
                if (!drawn.equals(name) && !drawn.equals("inf")) {
                    return drawn;
                }
            }
            return instance.environmentAnswer(primitive, sample);
        }

        @Override
        public List<String> facts() {
            return instance.facts();
        }

        @Override
        public List<String> questions() {
            return instance.questions();
        }

        @Override
        public String sampleQuestion(RandomGenerator random) {
            return instance.sampleQuestion(random);
        }

        @Override
        public String randomAnswer(String question, RandomGenerator random) {
            return instance.randomAnswer(question, random);
        }

        @Override
        public String solve(String question) {
            return instance.solve(question);
        }

        @Override
        public boolean isCorrect(String question, String answer) {
            return instance.isCorrect(question, answer);
        }

        @Override
        public int hardness(String question) {
            return instance.hardness(question);
        }

        @Override
        public int neededDepth(String question) {
            return instance.neededDepth(question);
        }
    }
}
