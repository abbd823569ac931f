package io.ida.amplification.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Instance;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerfectDistillationTest {
    @ParameterizedTest
    @CsvSource({"8,1", "8,2", "13,3", "24,4", "64,5", "64,-6"})
    void powersDoubleTheirHorizonForAnySizeAndSeed(int size, long seed) {
        Task task = StandardTasks.all().get("permutation-powering");

        List<Integer> right = PerfectDistillation.withFixedSamples(task, task.generate(size, seed))
                .sequence(6);

        assertThat(right).containsExactly(2 * size, 6 * size, 14 * size, 30 * size, 62 * size, 62 * size);
    }

    @ParameterizedTest
    @CsvSource({"8,1", "24,2", "64,3"})
    void patternsGainAWildcardForAnySizeAndSeed(int size, long seed) {
        Task task = StandardTasks.all().get("wildcard-search");

        List<Integer> right = PerfectDistillation.withFixedSamples(task, task.generate(size, seed))
                .sequence(7);

        assertThat(right).containsExactly(192, 432, 592, 652, 664, 665, 665);
    }

    @ParameterizedTest
    @CsvSource({"8,1", "10,2", "24,3", "64,4", "64,5"})
    void assignmentsGainALevelForAnySizeAndSeed(int size, long seed) {
        Task task = StandardTasks.all().get("sequential-assignments");
        Instance instance = task.generate(size, seed);

        List<Integer> right =
                PerfectDistillation.withFixedSamples(task, instance).sequence(12);

        List<Integer> levels = IntStream.range(0, 12)
                .mapToObj(deepest -> (int) instance.questions().stream()
                        .filter(question -> instance.hardness(question) <= deepest)
                        .count())
                .toList();
        assertThat(right).isEqualTo(levels).last().isEqualTo(size);
    }

    @Test
    void assignmentsOfKnownSeeds() {
        Task task = StandardTasks.all().get("sequential-assignments");

        assertThat(PerfectDistillation.withFixedSamples(task, task.generate(24, 1))
                        .sequence(8))
                .containsExactly(4, 10, 15, 18, 19, 22, 24, 24);
        assertThat(PerfectDistillation.withFixedSamples(task, task.generate(64, 1))
                        .sequence(9))
                .containsExactly(8, 17, 29, 40, 50, 59, 63, 64, 64);
    }

    @Test
    void waysOfKnownSeedsAreAllFoundWithFreshSamples() {
        Task task = StandardTasks.all().get("shortest-path");

        assertThat(PerfectDistillation.withFreshSamples(task, task.generate(10, 1))
                        .sequence(12))
                .containsExactly(108, 120, 141, 158, 174, 185, 192, 197, 198, 199, 200, 200);
        assertThat(PerfectDistillation.withFreshSamples(task, task.generate(24, 3))
                        .sequence(22))
                .containsExactly(
                        420, 469, 534, 601, 677, 740, 805, 872, 932, 970, 1003, 1029, 1048, 1078, 1106, 1122, 1135,
                        1140, 1144, 1148, 1152, 1152);
    }

    @Test
    void forestsOfKnownSeedsAreAllFoundWithFreshSamples() {
        Task task = StandardTasks.all().get("union-find");

        assertThat(PerfectDistillation.withFreshSamples(task, task.generate(10, 1))
                        .sequence(9))
                .containsExactly(9, 10, 14, 18, 20, 24, 26, 30, 30);
        assertThat(PerfectDistillation.withFreshSamples(task, task.generate(64, 1))
                        .sequence(15))
                .containsExactly(24, 34, 59, 75, 95, 121, 148, 165, 174, 181, 185, 189, 190, 192, 192);
    }

    @Test
    void withFixedSamplesTheSameTwoNeighboursAreDrawnForeverSoSomeWaysAreNeverFound() {
        Task task = StandardTasks.all().get("shortest-path");
        ShortestPathInstance instance = (ShortestPathInstance) task.generate(24, 2);
        PerfectDistillation distillation = PerfectDistillation.withFixedSamples(task, instance);

        assertThat(distillation.sequence(22))
                .containsExactly(
                        544, 586, 641, 676, 723, 757, 784, 808, 819, 840, 859, 880, 896, 915, 923, 930, 932, 938, 940,
                        943, 944, 944);
        for (String origin : instance.successors().keySet()) {
            for (String destination : instance.successors().keySet()) {
                assertThat(distillation.answer(SubQuestion.of("distance " + origin + " " + destination)))
                        .isEqualTo(distanceOverDrawnEdges(instance, origin, destination));
            }
        }
    }

    @Test
    void withFixedSamplesANameIsRightIfAllParentsOnItsWayAreDrawn() {
        Task task = StandardTasks.all().get("union-find");
        UnionFindInstance instance = (UnionFindInstance) task.generate(64, 2);
        PerfectDistillation distillation = PerfectDistillation.withFixedSamples(task, instance);

        assertThat(distillation.sequence(12)).containsExactly(24, 31, 48, 58, 69, 75, 77, 81, 83, 87, 87, 87);
        for (String question : instance.questions()) {
            String name = question.substring(question.length() - 2);
            assertThat(distillation.isRight(question)).as(question).isEqualTo(isParentDrawn(instance, name));
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
    void depthEqualsIteration(String name) {
        Task task = StandardTasks.all().get(name);
        Instance instance = task.generate(12, 3);
        PerfectDistillation distillation = PerfectDistillation.withFixedSamples(task, instance);
        Recursion recursion = new Recursion(task, instance);
        for (int depth = 1; depth <= 6; depth++) {
            distillation.iterate();
            for (String question : instance.questions()) {
                for (int sample = 0; sample < 2; sample++) {
                    SubQuestion asked = new SubQuestion(question, sample);
                    assertThat(recursion.answer(asked, depth))
                            .as("%s at depth %d", asked, depth)
                            .isEqualTo(distillation.answer(asked));
                }
            }
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
    void whatIsRightOnceStaysRightAndInTheEndAllIs(String name) {
        Task task = StandardTasks.all().get(name);
        for (long seed = 10; seed < 14; seed++) {
            Instance instance = task.generate(16, seed);
            PerfectDistillation distillation = PerfectDistillation.withFreshSamples(task, instance);
            Set<String> right = new HashSet<>();
            for (int iteration = 0; iteration < 40; iteration++) {
                distillation.iterate();
                assertThat(right).allMatch(distillation::isRight);
                // A step may be right by luck, while the distances that speak for it are not known yet.
                instance.questions().stream()
                        .filter(question -> !question.startsWith("step ") && distillation.isRight(question))
                        .forEach(right::add);
            }
            assertThat(distillation.right()).isEqualTo(instance.questions().size());
        }
    }

    /** Any last edge is known; the others are those that the environment draws with samples 0 and 1. */
    private static String distanceOverDrawnEdges(ShortestPathInstance instance, String origin, String destination) {
        Set<String> reached = Set.of(origin);
        for (int distance = 1; distance <= ShortestPath.MAX_DISTANCE; distance++) {
            Set<String> next = new HashSet<>();
            for (String vertex : reached) {
                if (instance.successors().get(vertex).contains(destination)) {
                    return Integer.toString(distance);
                }
                next.addAll(drawn(instance, vertex));
            }
            next.remove("idk");
            reached = next;
        }
        return "inf";
    }

    private static boolean isParentDrawn(UnionFindInstance instance, String name) {
        String parent = instance.solve("parent " + name);
        return parent.equals(name) || drawn(instance, name).contains(parent) && isParentDrawn(instance, parent);
    }

    private static Set<String> drawn(Instance instance, String name) {
        String question = "neighbour " + name;
        return new HashSet<>(List.of(instance.environmentAnswer(question, 0), instance.environmentAnswer(question, 1)));
    }
}
