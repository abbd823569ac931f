package io.ida.cli.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.embedded.LocalPipeline;
import io.ida.events.Answer;
import io.ida.events.Question;
import io.ida.training.iterations.ControllerApp;
import io.ida.training.iterations.IterationReport;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The controller is killed with SIGKILL while it asks, and started again, several times in one run. */
@Tag("long")
class ControllerKillIT {
    private static final int KILLS = 5;
    private static final int ITERATIONS = 5;

    /** Each of the 496 questions of a context of size 8 is amplified, and asked of the assistant alone. */
    private static final int QUESTIONS = 2 * 496;

    @Test
    void everyQuestionIsAskedOnceAndTheReportsAreThoseOfAnUndisturbedRun(@TempDir Path directory) throws Exception {
        try (LocalPipeline pipeline = LocalPipeline.start(directory);
                Cluster cluster = Cluster.of(pipeline);
                TopicReader<Question> questions =
                        cluster.committed(cluster.topics().questions());
                TopicReader<Answer> results = cluster.committed(cluster.topics().results())) {
            Random random = new Random(5);
            for (int kill = 0; kill < KILLS; kill++) {
                killAfter(1 + random.nextInt(QUESTIONS * 3 / 4), cluster, kill);
            }
            try (StageProcess last = start(cluster, KILLS)) {
                assertThat(last.awaitExit()).as(last::printed).isZero();
                assertThat(correct(last)).containsExactly(16L, 48L, 112L, 240L, 496L);
            }
            assertOnce(questions.readToEnd());
            assertOnce(results.readToEnd());
        }
    }

    private static void killAfter(int asked, Cluster cluster, int kill) {
        try (TopicReader<Question> asking =
                        cluster.uncommittedFromNow(cluster.topics().questions());
                StageProcess process = start(cluster, kill)) {
            asking.pollUntil(asked + " more questions", read -> {
                process.assertAlive();
                return read.entries().size() >= asked;
            });
            process.kill();
        }
    }

    private static StageProcess start(Cluster cluster, int start) {
        return StageProcess.start(
                ControllerApp.class,
                "controller-" + start,
                cluster.properties(Map.of(
                        "run.id", "killed",
                        "run.task", Workload.TASK,
                        "run.size", "8",
                        "run.seed", "7",
                        "run.max.iterations", Integer.toString(ITERATIONS),
                        "controller.batch", "60",
                        "controller.in.flight", "120")));
    }

    private static List<Long> correct(StageProcess process) {
        return process.lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> IterationReport.fromJson(line).correct())
                .toList();
    }

    /** Every question of every iteration is a key once, and nothing else is. */
    private static void assertOnce(TopicReader<?> topic) {
        Set<String> expected = new HashSet<>();
        for (int iteration = 1; iteration <= ITERATIONS; iteration++) {
            for (int number = 0; number < QUESTIONS; number++) {
                expected.add("killed." + iteration + "." + number);
            }
        }
        Map<String, Long> counts = topic.entries().stream().collect(groupingBy(TopicReader.Entry::key, counting()));
        assertThat(counts.keySet()).isEqualTo(expected);
        assertThat(counts.values()).containsOnly(1L);
    }
}
