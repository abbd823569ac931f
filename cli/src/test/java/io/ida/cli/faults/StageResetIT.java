package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ida.cli.Run;
import io.ida.events.Answer;
import io.ida.events.Question;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.StageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class StageResetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int QUESTIONS = 8;

    @TempDir
    private Path directory;

    @Test
    void aStageThatDoesNotRunForgetsWhatItHasReadAndKnown() throws Exception {
        try (Cluster cluster = Cluster.start(directory);
                Admin admin = Admin.create(cluster.kafkaProperties());
                TopicReader<Answer> written = cluster.committed(cluster.topics().results())) {
            try (RunningStage decompose = start(cluster)) {
                cluster.ask(unanswerable("first"));
                awaitAnswers(written, QUESTIONS);

                Run refused = reset(cluster, "--to-latest", "--execute");
                assertThat(refused.code()).isEqualTo(1);
                assertThat(refused.err()).contains("Stage decompose runs");
                assertThat(decompose.awaitRunning(PATIENCE)).isTrue();
            }

            String ofAnother = "ida-decompose-blue-spent-calls-changelog";
            admin.createTopics(List.of(new NewTopic(ofAnother, 1, (short) 1)))
                    .all()
                    .get();
            Run planned = reset(cluster, "--to-earliest");
            assertThat(planned.code()).as(planned.err()).isZero();
            assertThat(planned.out())
                    .contains("would be done", "ida.questions", "read again", "ida-decompose-spent-calls-changelog");
            assertThat(changelogs(admin)).isNotEmpty();
            assertThat(stores()).isNotEmpty();

            cluster.ask(unanswerable("later"));
            assertThat(reset(cluster, "--to-latest", "--execute").code()).isZero();
            await().atMost(PATIENCE).until(() -> changelogs(admin).equals(Set.of(ofAnother)));
            assertThat(stores()).isEmpty();

            try (RunningStage decompose = start(cluster)) {
                cluster.ask(unanswerable("last"));
                awaitAnswers(written, 2 * QUESTIONS);
                assertThat(decompose.awaitRunning(PATIENCE)).isTrue();
            }
            assertThat(written.values(key -> key.startsWith("later"))).isEmpty();

            assertThat(reset(cluster, "--to-earliest", "--execute").code()).isZero();
            try (RunningStage decompose = start(cluster)) {
                awaitAnswers(written, 5 * QUESTIONS);
                assertThat(decompose.awaitRunning(PATIENCE)).isTrue();
            }
            written.readToEnd();
            assertThat(written.values(key -> key.startsWith("first"))).hasSize(2 * QUESTIONS);
            assertThat(written.values(key -> key.startsWith("later"))).hasSize(QUESTIONS);
            assertThat(written.values(key -> key.startsWith("last"))).hasSize(2 * QUESTIONS);
        }
    }

    private RunningStage start(Cluster cluster) {
        return RunningStage.start(
                DecomposeApp.STAGE,
                StageConfig.of(
                        DecomposeApp.STAGE,
                        cluster.properties(
                                Map.of("state.dir", directory.resolve("state").toString()))));
    }

    private Run reset(Cluster cluster, String... options) {
        Map<String, String> properties = cluster.clientProperties();
        Stream<String> always = Stream.of(
                "stage",
                "reset",
                "decompose",
                "--bootstrap-server",
                properties.get("bootstrap.servers"),
                "--schema-registry",
                properties.get("schema.registry.url"),
                "--property",
                "state.dir=" + directory.resolve("state"));
        return Run.of(Stream.concat(always, Stream.of(options)).toArray(String[]::new));
    }

    /** The stores of the stage on this machine. */
    private List<Path> stores() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
            return files.filter(file -> file.endsWith("rocksdb")).toList();
        }
    }

    private static Set<String> changelogs(Admin admin) throws Exception {
        Set<String> topics = admin.listTopics().names().get();
        topics.removeIf(topic -> !topic.startsWith("ida-decompose-"));
        return topics;
    }

    private static void awaitAnswers(TopicReader<Answer> written, int count) {
        written.pollUntil(count + " answers", read -> read.entries().size() >= count);
    }

    /** Questions that decompose answers by itself, each once. */
    private static List<Question> unanswerable(String name) {
        return new Workload(name, QUESTIONS)
                .questions().stream()
                        .map(question -> Question.newBuilder(question)
                                .setText("what is this?")
                                .build())
                        .toList();
    }
}
