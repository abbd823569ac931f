package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.bench.faults.Audit;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.synthesize.SynthesizeApp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stages take over the cluster of an older version that was stopped with a tree half way: its nodes, answers, calls and
 * rows are in the changelogs, written with that version's schemas.
 */
class UpgradeIT {
    private static final Snapshot OLD = Snapshot.read("before-checks-and-verdicts.json");

    @TempDir
    private Path directory;

    @Test
    void treesThatAnOlderVersionLeftHalfWayAreFinished() {
        assertThat(OLD.schema("io.ida.events.Trace"))
                .as("schema of the rows that distill holds")
                .isNotEqualTo(Trace.getClassSchema().toString());
        try (Cluster cluster = Cluster.start(directory, OLD::restore);
                TopicReader<Question> questions =
                        cluster.committed(cluster.topics().questions());
                TopicReader<Answer> results = cluster.committed(cluster.topics().results());
                TopicReader<Trace> traces = cluster.committed(cluster.topics().traces());
                TopicReader<byte[]> dead = cluster.deadLetters()) {
            List<Question> roots = values(questions);
            assertThat(values(results)).as("one tree finished, one half way").hasSize(roots.size() - 1);

            List<RunningStage> stages = startStages(cluster);
            try {
                results.pollUntil(
                        "a result for each root", read -> read.entries().size() >= roots.size());
                traces.pollUntil(
                        "a row for each node", read -> audit(cluster, roots).isComplete());
            } finally {
                stages.parallelStream().forEach(RunningStage::close);
            }

            Audit audit = audit(cluster, roots);
            assertThat(audit.findings())
                    .allSatisfy(finding ->
                            assertThat(finding.count()).as(finding.what()).isZero());
            assertThat(audit.results().values()).allSatisfy(answer -> {
                assertThat(answer.getStatus()).isEqualTo(AnswerStatus.ANSWERED);
                assertThat(answer.getText()).isEqualTo(expected(root(answer, roots)));
            });
            assertThat(dead.readToEnd().entries()).isEmpty();
        }
    }

    private static Audit audit(Cluster cluster, List<Question> roots) {
        Map<String, Long> budgets = new HashMap<>();
        roots.forEach(
                root -> budgets.put(root.getId(), root.getBudget().orElseThrow().getAssistantCalls()));
        Audit audit = new Audit(budgets);
        try (TopicReader<Answer> results = cluster.committed(cluster.topics().results());
                TopicReader<Trace> traces = cluster.committed(cluster.topics().traces());
                TopicReader<Trace> rejected = cluster.committed(cluster.topics().rejectedTraces());
                TopicReader<Question> calls = cluster.committed(cluster.topics().assists());
                TopicReader<Answer> answers = cluster.committed(cluster.topics().answers())) {
            values(results).forEach(audit::result);
            values(traces).forEach(audit::row);
            values(rejected).forEach(audit::row);
            values(calls).forEach(audit::call);
            values(answers).forEach(audit::subAnswer);
        }
        return audit;
    }

    private static <V> List<V> values(TopicReader<V> topic) {
        return topic.readToEnd().values(key -> true);
    }

    private static Question root(Answer answer, List<Question> roots) {
        return roots.stream()
                .filter(root -> root.getId().equals(answer.getQuestionId()))
                .findFirst()
                .orElseThrow();
    }

    private static String expected(Question root) {
        Task task = StandardTasks.all().get(root.getTask());
        return new PlainRecursion(task, task.parse(root.getContext().getFacts()))
                .answer(root.getText(), root.getDepth());
    }

    private List<RunningStage> startStages(Cluster cluster) {
        List<RunningStage> running = new ArrayList<>();
        for (Stage stage : List.of(DecomposeApp.STAGE, AssistApp.STAGE, SynthesizeApp.STAGE, DistillApp.STAGE)) {
            Map<String, String> properties = cluster.properties(
                    Map.of("state.dir", directory.resolve("state").toString()));
            if (stage == AssistApp.STAGE) {
                properties.put("assist.model.store", directory.resolve("models").toString());
            }
            running.add(RunningStage.start(stage, StageConfig.of(stage, properties)));
        }
        return running;
    }
}
