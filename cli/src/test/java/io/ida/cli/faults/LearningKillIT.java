package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.embedded.LocalPipeline;
import io.ida.events.Answer;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.models.neural.Languages;
import io.ida.models.neural.Naming;
import io.ida.models.neural.NetworkSize;
import io.ida.models.neural.Optimization;
import io.ida.models.neural.StudentConfig;
import io.ida.training.StudentSettings;
import io.ida.training.StudentSettings.Targets;
import io.ida.training.learning.LearningApp;
import io.ida.training.learning.RoundReport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The controller of the learned loop is killed with SIGKILL while it asks, and started again. */
@Tag("long")
class LearningKillIT {
    private static final int KILLS = 3;
    private static final int VERSIONS = 4;
    private static final int LESSONS = 40 * 5;

    @Test
    void everyQuestionIsAskedOnceAndEveryVersionJudged(@TempDir Path directory) throws Exception {
        try (LocalPipeline pipeline = LocalPipeline.start(directory);
                Cluster cluster = Cluster.of(pipeline);
                TopicReader<Question> questions =
                        cluster.committed(cluster.topics().questions());
                TopicReader<Answer> results = cluster.committed(cluster.topics().results());
                TopicReader<ModelVersion> models =
                        cluster.committed(cluster.topics().models())) {
            for (int kill = 0; kill < KILLS; kill++) {
                killAfter(LESSONS * (2 * kill + 1) / 2, cluster, kill);
            }
            try (StageProcess last = start(cluster, KILLS)) {
                assertThat(last.awaitExit()).as(last::printed).isZero();
                List<RoundReport> reports = last.lines()
                        .filter(line -> line.startsWith("{"))
                        .map(RoundReport::fromJson)
                        .toList();
                assertThat(reports).extracting(RoundReport::version).containsExactly(0, 1, 2, 3, 4);
                assertThat(reports).extracting(RoundReport::lessons).containsOnly((long) LESSONS);
                assertThat(last(models))
                        .isEqualTo(Map.of(
                                "m@1", reports.get(1).status().name(),
                                "m@2", reports.get(2).status().name(),
                                "m@3", reports.get(3).status().name(),
                                "m@4", reports.get(4).status().name()));
            }
            assertThat(questions.readToEnd().entries())
                    .hasSize((VERSIONS + 1) * LESSONS + VERSIONS * 2 * 6)
                    .extracting(TopicReader.Entry::key)
                    .doesNotHaveDuplicates();
            assertThat(results.readToEnd().entries())
                    .hasSize((VERSIONS + 1) * LESSONS + VERSIONS * 2 * 6)
                    .extracting(TopicReader.Entry::key)
                    .doesNotHaveDuplicates();
        }
    }

    private static Map<String, String> last(TopicReader<ModelVersion> models) {
        Map<String, String> last = new HashMap<>();
        models.readToEnd()
                .entries()
                .forEach(
                        entry -> last.put(entry.key(), entry.value().getStatus().name()));
        return last;
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
        StudentConfig student = new StudentConfig(
                Languages.permutationPowering(2).withNaming(Naming.RANKED),
                new NetworkSize(16, 2, 16, 1, 1),
                new Optimization(0.01, 5, 0, 1, 20));
        Map<String, String> settings = new HashMap<>(Map.of(
                "run.id", "killed",
                "run.model", "m",
                "run.task", "permutation-powering",
                "run.exponent.bits", "2",
                "run.size", "4",
                "run.versions", Integer.toString(VERSIONS),
                "run.contexts", "40",
                "run.questions", "5",
                "run.gate.contexts", "3",
                "run.gate.questions", "2"));
        new StudentSettings(student, 1, 20, 10, 5, Targets.AMPLIFIED)
                .toMap()
                .forEach((key, value) -> settings.put("run.student." + key, value));
        return StageProcess.start(LearningApp.class, "learning-" + start, cluster.properties(settings));
    }
}
