package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import io.ida.schemas.Topic;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.synthesize.SynthesizeApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Distill checks half of the sub-answers and looks for duplicates, while it and synthesize are killed with SIGKILL in turn
 * and lose their state directories. What comes of it is what comes of the same questions without kills.
 */
@Tag("long")
class SpotCheckKillIT {
    private static final String NAME = "spot-checks";
    private static final int QUESTIONS = 320;
    private static final int KILLS = 4;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final String LABEL = "spot-check";
    private static final Map<String, String> CHECKING = Map.of(
            "distill.spot.check.share", "0.5",
            "distill.spot.check.timeout.ms", "600000",
            "distill.duplicate.window.ms", "3600000");

    @TempDir
    private Path directory;

    @Test
    void everySampledStepHasTheVerdictThatItHasWithoutKills() throws Exception {
        Found calm = run(directory.resolve("calm"), 0);
        Found killed = run(directory.resolve("killed"), KILLS);

        assertThat(killed.verdicts()).isEqualTo(calm.verdicts());
        assertThat(killed.originals()).isEqualTo(calm.originals());
        Stream<Verdict> all = calm.verdicts().values().stream().flatMap(List::stream);
        assertThat(all.map(Verdict::getValue).distinct()).contains(VerdictValue.BAD, VerdictValue.UNKNOWN);
        assertThat(calm.duplicates()).isPositive();
    }

    /**
     * What a run came to.
     *
     * @param verdicts of each row by the id of its node
     * @param originals what the rows say that are no duplicates
     * @param duplicates how many rows are
     */
    private record Found(Map<String, List<Verdict>> verdicts, Set<List<Object>> originals, int duplicates) {}

    private Found run(Path data, int kills) throws Exception {
        Workload workload = new Workload(NAME, QUESTIONS);
        try (Cluster cluster = Cluster.start(data);
                Rows rows = new Rows(cluster);
                Outcome outcome = new Outcome(cluster, workload)) {
            List<RunningStage> running = new ArrayList<>();
            Map<Stage, StageProcess> victims = new HashMap<>();
            try {
                running.add(startHere(cluster, data, DecomposeApp.STAGE));
                running.add(startHere(cluster, data, AssistApp.STAGE));
                victims.put(DistillApp.STAGE, start(cluster, data, DistillApp.STAGE, 0));
                victims.put(SynthesizeApp.STAGE, start(cluster, data, SynthesizeApp.STAGE, 0));
                for (RunningStage stage : running) {
                    assertThat(stage.awaitRunning(START_TIMEOUT)).isTrue();
                }
                for (int kill = 0; kill < kills; kill++) {
                    Stage stage = kill % 2 == 0 ? DistillApp.STAGE : SynthesizeApp.STAGE;
                    killInMidRun(cluster, stage, victims, workload.part(kill, kills + 1), kill);
                    assertThat(outcome.treesDone()).isLessThan(QUESTIONS * (kill + 1) / (kills + 1));
                    victims.put(stage, start(cluster, data, stage, kill + 1));
                }
                cluster.ask(workload.part(kills, kills + 1));
                outcome.await();
                rows.awaitThoseOfChecks();
                victims.values().forEach(StageProcess::assertAlive);
            } finally {
                victims.values().forEach(StageProcess::close);
                running.parallelStream().forEach(RunningStage::close);
            }
            outcome.assertExact();
            return rows.found(workload);
        }
    }

    /** Asks, and kills the stage when it has written something that depends on it, at a point drawn from a seed. */
    private static void killInMidRun(
            Cluster cluster, Stage stage, Map<Stage, StageProcess> victims, List<Question> questions, int kill) {
        int enough = 1 + new Random(kill).nextInt(questions.size() / 2);
        boolean distills = stage == DistillApp.STAGE;
        Topic<?> topic =
                distills ? cluster.topics().questions() : cluster.topics().amplifications();
        try (TopicReader<?> output = cluster.uncommittedFromNow(topic)) {
            cluster.ask(questions);
            output.pollUntil(enough + " records of " + stage.name(), read -> {
                victims.get(stage).assertAlive();
                return read.entries().stream()
                                .filter(entry -> !distills || entry.key().startsWith("check-"))
                                .count()
                        >= enough;
            });
            victims.get(stage).kill();
        }
    }

    private static RunningStage startHere(Cluster cluster, Path data, Stage stage) {
        return RunningStage.start(stage, StageConfig.of(stage, properties(cluster, data, stage, 0)));
    }

    private static StageProcess start(Cluster cluster, Path data, Stage stage, int start) {
        Class<?> main = stage == DistillApp.STAGE ? DistillApp.class : SynthesizeApp.class;
        String name = "spot-checks-" + data.getFileName() + "-" + stage.name() + "-" + start;
        return StageProcess.start(main, name, properties(cluster, data, stage, start));
    }

    /** An empty state directory for each start, and one static member, so that a restart takes over at once. */
    private static Map<String, String> properties(Cluster cluster, Path data, Stage stage, int start) {
        Map<String, String> properties = new HashMap<>(cluster.clientProperties());
        properties.put("state.dir", data.resolve(stage.name() + "-" + start).toString());
        properties.put("main.consumer.group.instance.id", "only");
        properties.put("producer.transaction.timeout.ms", "3000");
        if (stage == DistillApp.STAGE) {
            properties.putAll(CHECKING);
        }
        if (stage == AssistApp.STAGE) {
            properties.put("assist.model.store", data.resolve("models").toString());
        }
        return properties;
    }

    /** All rows, those of the checks' own trees among them, and what they came from. */
    private static final class Rows implements AutoCloseable {
        private final TopicReader<Amplification> nodes;
        private final TopicReader<Question> questions;
        private final TopicReader<Answer> results;
        private final TopicReader<Trace> fit;
        private final TopicReader<Trace> rejected;

        Rows(Cluster cluster) {
            nodes = cluster.committed(cluster.topics().amplifications());
            questions = cluster.committed(cluster.topics().questions());
            results = cluster.committed(cluster.topics().results());
            fit = cluster.committed(cluster.topics().traces());
            rejected = cluster.committed(cluster.topics().rejectedTraces());
        }

        /** The rows of the asked questions are out, so no result of a check is waited for; rows of checks may be. */
        void awaitThoseOfChecks() {
            nodes.readToEnd();
            fit.pollUntil(
                    "a row of each node",
                    read -> read.entries().size() + rejected.poll().entries().size()
                            >= nodes.poll().entries().size());
        }

        Found found(Workload workload) {
            List<Trace> all = Stream.of(fit.readToEnd(), rejected.readToEnd())
                    .flatMap(read -> read.entries().stream())
                    .map(TopicReader.Entry::value)
                    .toList();
            assertThat(all.stream().map(row -> row.getQuestion().getId()))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(nodes.readToEnd().entries().stream()
                            .map(node -> node.value().getQuestion().getId())
                            .toList());
            Map<String, List<Verdict>> verdicts = new TreeMap<>();
            all.forEach(row -> verdicts.put(row.getQuestion().getId(), row.getVerdicts()));
            requireOneCheckForEachVerdict(verdicts);
            requireThatNoResultOfACheckIsAnAskers(workload);
            List<List<Object>> originals =
                    fit.entries().stream().map(entry -> content(entry.value())).toList();
            assertThat(originals).doesNotHaveDuplicates();
            long duplicates = rejected.entries().stream()
                    .filter(entry -> entry.value().getFailedChecks().stream()
                            .anyMatch(failed -> failed.getCheck().equals("no-duplicate")))
                    .count();
            return new Found(verdicts, new HashSet<>(originals), (int) duplicates);
        }

        /** One question, one result and one verdict, no step with two. */
        private void requireOneCheckForEachVerdict(Map<String, List<Verdict>> verdicts) {
            List<String> checks = verdicts.values().stream()
                    .flatMap(List::stream)
                    .map(verdict -> verdict.getQuestionId().orElseThrow())
                    .toList();
            assertThat(checks).isNotEmpty().doesNotHaveDuplicates();
            assertThat(questions.readToEnd().entries().stream()
                            .filter(entry -> isCheck(entry.value().getLabels()))
                            .map(entry -> entry.value().getId()))
                    .containsExactlyInAnyOrderElementsOf(checks);
            assertThat(results.readToEnd().entries().stream()
                            .filter(entry -> isCheck(entry.value().getLabels()))
                            .map(entry -> entry.value().getQuestionId()))
                    .containsExactlyInAnyOrderElementsOf(checks);
            verdicts.values()
                    .forEach(ofRow -> assertThat(
                                    ofRow.stream().map(verdict -> List.of(verdict.getRound(), verdict.getIndex())))
                            .doesNotHaveDuplicates());
        }

        private void requireThatNoResultOfACheckIsAnAskers(Workload workload) {
            for (TopicReader.Entry<Answer> entry : results.entries()) {
                boolean asked = workload.contains(entry.key());
                assertThat(asked)
                        .as(entry.key())
                        .isNotEqualTo(isCheck(entry.value().getLabels()));
                assertThat(entry.value().getRootId()).isEqualTo(entry.key());
                assertThat(entry.value().getQuestionId()).isEqualTo(entry.key());
            }
        }

        private static boolean isCheck(Map<String, String> labels) {
            return labels.containsKey(LABEL);
        }

        /** What makes a row another one than all others. */
        private static List<Object> content(Trace row) {
            Question question = row.getQuestion();
            List<Object> content = new ArrayList<>(List.of(
                    question.getText(),
                    question.getContext().getContextId(),
                    question.getDepth(),
                    question.getLabels(),
                    row.getAnswer().getText()));
            row.getTranscript().forEach(exchange -> {
                content.add(exchange.getText());
                content.add(exchange.getAnswer());
            });
            return content;
        }

        @Override
        public void close() {
            Stream.of(nodes, questions, results, fit, rejected).forEach(TopicReader::close);
        }
    }
}
