package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Splits;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.embedded.LocalPipeline;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Split;
import io.ida.models.DirectoryModelStore;
import io.ida.models.StoredCheckpoint;
import io.ida.models.TableCheckpoint;
import io.ida.models.TableRow;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import io.ida.training.evaluation.Counts;
import io.ida.training.evaluation.EvaluationReport;
import io.ida.training.evaluation.VersionReport;
import io.ida.training.evaluation.WayReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations of tables that know, in version v, what v levels of amplification can answer. */
class EvaluateIT {
    private static final Task POWERS = StandardTasks.permutationPowering(4);
    private static final String MODEL = "halving";

    @TempDir
    static Path directory;

    private static LocalPipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        pipeline = LocalPipeline.start(directory.resolve("data"));
        announce(1, ModelStatus.PROMOTED);
        announce(2, ModelStatus.REJECTED);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void everyVersionIsRightAsDeepAsItKnowsAndAmplifiedOneLevelDeeper() throws IOException {
        Path plot = directory.resolve("plot");

        Run run = evaluate("--contexts", "2", "--output", "json", "--plot", plot.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.lines()).hasSize(1);
        EvaluationReport report = EvaluationReport.fromJson(run.out());
        assertThat(report.versions()).extracting(VersionReport::version).containsExactly(0, 1, 2);
        assertThat(report.versions()).extracting(VersionReport::status).containsExactly(null, "PROMOTED", "REJECTED");
        for (VersionReport version : report.versions()) {
            assertThat(version.ways()).extracting(WayReport::way).containsExactly("alone", "scripted");
            assertRightUpTo(version.version(), version.ways().get(0));
            assertRightUpTo(version.version() + 1, version.ways().get(1));
            assertThat(version.ways().get(1).agreement())
                    .isEqualTo(version.ways().get(0).total().accuracy());
        }
        assertThat(report.versions().get(2).ways().get(1).horizon()).isEqualTo(15);
        assertThat(run.err()).contains("versions 3, asked 480, answered 480", "learning.html");
        assertThat(Files.readString(plot.resolve("learning.html"))).contains("<h2>halving</h2>", "depth 3");
        assertThat(plot.resolve("learning.png")).isNotEmptyFile();
        assertThat(EvaluationReport.fromJson(Files.readString(plot.resolve("evaluation.json"))))
                .isEqualTo(report);
    }

    @Test
    void theTableHasARowForEachVersionAndWay() {
        Run run = evaluate("--contexts", "1", "--versions", "latest", "--supervisor", "scripted");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.lines().get(0).split(" {2,}"))
                .containsExactly(
                        "version",
                        "status",
                        "X",
                        "asked",
                        "answered",
                        "right",
                        "accuracy",
                        "agreement",
                        "horizon",
                        "depth 1",
                        "depth 2",
                        "depth 3");
        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(1)).matches(" +1  promoted  alone +40 +40 .* 3 +1\\.000 +0\\.000 +0\\.000");
        assertThat(run.lines().get(2)).matches(" +1  promoted  \\+ scripted +40 +40 .* 7 +1\\.000 +1\\.000 +0\\.000");
    }

    @Test
    void anEarlierEvaluationIsDrawnBesideIt() throws IOException {
        Path first = directory.resolve("first");
        Path both = directory.resolve("both");
        evaluate("--contexts", "1", "--versions", "0,1", "--plot", first.toString());

        Run run = evaluate(
                "--contexts",
                "1",
                "--versions",
                "0..9",
                "--name",
                "distilled",
                "--beside",
                "supervised=" + first.resolve("evaluation.json"),
                "--plot",
                both.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(both.resolve("learning.html")))
                .contains("<h2>distilled</h2>", "<h2>supervised</h2>");
    }

    @Test
    void whatCannotBeAnsweredIsSaidAndAFailure() {
        Run run = evaluate("--contexts", "1", "--versions", "1", "--supervisor", "learned:nobody", "--timeout", "5s");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("version 1, learned:nobody: 40 not answered, for example ");
        assertThat(run.lines()).hasSize(3);
    }

    @Test
    void aVersionThatDoesNotExistIsNamed() {
        Run run = evaluate("--versions", "7");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no version 7 of halving", "up to 2");
    }

    private static void assertRightUpTo(int depth, WayReport way) {
        assertThat(way.total().asked()).isEqualTo(80);
        assertThat(way.total().answered()).isEqualTo(80);
        assertThat(way.horizon()).isEqualTo(depth == 0 ? 0 : Math.min(15, (2 << depth) - 1));
        assertThat(way.byDepth()).containsOnlyKeys(1, 2, 3);
        way.byDepth()
                .forEach((needed, counts) ->
                        assertThat(counts).extracting(Counts::right).isEqualTo(needed <= depth ? counts.asked() : 0L));
    }

    /** A table of all questions about some test contexts that need no more levels than its version. */
    private static void announce(int version, ModelStatus status) throws Exception {
        List<TableRow> rows = new ArrayList<>();
        LongStream.range(0, 200).mapToObj(seed -> POWERS.generate(8, seed)).forEach(instance -> {
            String contextId = ContextIds.of(instance.facts());
            if (Splits.STANDARD.of(contextId) == Split.TEST) {
                rows.addAll(rows(instance, contextId, version));
            }
        });
        DirectoryModelStore store = new DirectoryModelStore(
                directory.resolve("data").resolve("models").toAbsolutePath());
        StoredCheckpoint stored = store.write(MODEL, version, out -> TableCheckpoint.write(rows, out));
        ModelVersion announced = new ModelVersion(
                MODEL,
                version,
                null,
                status,
                TableCheckpoint.ARCHITECTURE,
                stored.location(),
                stored.sha256(),
                (long) rows.size(),
                Map.of(),
                List.of(),
                "test",
                Instant.ofEpochSecond(version));
        Clients clients = new Clients(pipeline.clientProperties());
        Cluster cluster = clients.cluster();
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            producer.send(cluster.record(cluster.topics().models(), Topics.versionKey(MODEL, version), announced))
                    .get();
        }
    }

    private static List<TableRow> rows(Instance instance, String contextId, int depth) {
        return instance.questions().stream()
                .filter(question -> instance.neededDepth(question) <= depth)
                .map(question -> new TableRow(contextId, question, instance.solve(question), 0, "test"))
                .toList();
    }

    private static Run evaluate(String... more) {
        String[] usual = {
            "evaluate",
            "--model",
            MODEL,
            "--task",
            POWERS.name(),
            "--size",
            "8",
            "--exponent-bits",
            "4",
            "--questions",
            "40",
            "--bootstrap-server",
            pipeline.bootstrapServers(),
            "--schema-registry",
            pipeline.registryUrl()
        };
        return Run.of(Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
    }
}
