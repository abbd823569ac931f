package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.amplification.ContextIds;
import io.ida.embedded.LocalPipeline;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.models.DirectoryModelStore;
import io.ida.models.StoredCheckpoint;
import io.ida.models.TableCheckpoint;
import io.ida.models.TableRow;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that are rolled back and promoted while the pipeline answers. Each version gives its own answer. */
class ModelsIT {
    private static final List<String> FACTS = List.of("aa -> ab", "ab -> ac", "ac -> aa");
    private static final String QUESTION = "aa ^ 2";

    @TempDir
    static Path directory;

    private static LocalPipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = LocalPipeline.start(directory.resolve("data"));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void anOlderVersionAnswersAfterARollbackAndANewerOneAfterItsPromotion() throws Exception {
        announce("rolled", 1, "aa", ModelStatus.PROMOTED);
        announce("rolled", 2, "ab", ModelStatus.PROMOTED);
        announce("rolled", 3, "ac", ModelStatus.PROMOTED);
        awaitAnswer("rolled", "ac");

        Run rollback = ida("models", "rollback", "--model", "rolled");

        assertThat(rollback.code()).as(rollback.err()).isZero();
        assertThat(rollback.lines()).containsExactly("model   latest  rejected", "rolled       2         3");
        awaitAnswer("rolled", "ab");
        assertThat(ask("rolled", "--version", "3"))
                .describedAs("a version that is rejected stays for those who pin it")
                .isEqualTo("ac");

        assertThat(ida("models", "rollback", "--model", "rolled", "--to", "1", "--output", "json")
                        .out())
                .isEqualToIgnoringNewLines("{\"model\":\"rolled\",\"latest\":1,\"rejected\":[2]}");
        awaitAnswer("rolled", "aa");

        assertThat(ida("models", "promote", "--model", "rolled", "--version", "3", "--output", "json")
                        .out())
                .isEqualToIgnoringNewLines("{\"model\":\"rolled\",\"latest\":3,\"promoted\":[3]}");
        awaitAnswer("rolled", "ac");
    }

    @Test
    void versionsAreListedWithWhatIsKnownOfThem() throws Exception {
        announce("listed", 1, "aa", ModelStatus.PROMOTED);
        announce("listed", 2, "ab", ModelStatus.CANDIDATE);

        Run table = ida("models", "list", "--model", "listed");
        List<JsonNode> json = json(ida("models", "list", "--output", "json")).stream()
                .filter(row -> row.path("model").asText().equals("listed"))
                .toList();

        assertThat(table.lines())
                .containsExactly(
                        "model   version  status     latest  parent  examples  metrics               created",
                        "listed        1  PROMOTED   yes          -         1  loss=0.250, steps=40  1970-01-01T00:00:01Z",
                        "listed        2  CANDIDATE  no           1         1  loss=0.250, steps=40  1970-01-01T00:00:02Z");
        assertThat(json).hasSize(2);
        assertThat(json.get(1).path("status").asText()).isEqualTo("CANDIDATE");
        assertThat(json.get(1).path("parent").asInt()).isEqualTo(1);
        assertThat(json.get(1).path("metrics").path("loss").asDouble()).isEqualTo(0.25);
    }

    @Test
    void whatIsNotThereIsSaidAndChangesNothing() throws Exception {
        announce("kept", 1, "aa", ModelStatus.REJECTED);

        assertFailure("No version of nobody was announced.", "models", "list", "--model", "nobody");
        assertFailure("nothing to roll back", "models", "rollback", "--model", "kept");
        assertFailure("REJECTED", "models", "rollback", "--model", "kept", "--to", "1");
        assertFailure("kept has no version 2", "models", "promote", "--model", "kept", "--version", "2");
        assertThat(json(ida("models", "list", "--model", "kept", "--output", "json")))
                .singleElement()
                .satisfies(row -> assertThat(row.path("status").asText()).isEqualTo("REJECTED"));
    }

    private static void assertFailure(String message, String... arguments) {
        Run run = ida(arguments);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message);
    }

    private static void awaitAnswer(String model, String answer) {
        await().atMost(Duration.ofSeconds(60)).until(() -> ask(model), answer::equals);
    }

    private static String ask(String model, String... more) throws IOException {
        Path facts = Files.write(directory.resolve("facts"), FACTS);
        Run run = ida(Stream.concat(
                        Stream.of(
                                "ask",
                                "--task",
                                "permutation-powering",
                                "--context",
                                facts.toString(),
                                "--depth",
                                "0",
                                "--assistant",
                                model,
                                QUESTION),
                        Stream.of(more))
                .toArray(String[]::new));
        return run.lines().isEmpty() ? run.err() : run.lines().get(0);
    }

    /** Announces a table that gives one answer to the one question. */
    private static void announce(String model, int version, String answer, ModelStatus status) throws Exception {
        DirectoryModelStore store = new DirectoryModelStore(
                directory.resolve("data").resolve("models").toAbsolutePath());
        TableRow row = new TableRow(ContextIds.of(FACTS), QUESTION, answer, 0, "test");
        StoredCheckpoint stored = store.write(model, version, out -> TableCheckpoint.write(List.of(row), out));
        ModelVersion announced = new ModelVersion(
                model,
                version,
                version == 1 ? null : version - 1,
                status,
                TableCheckpoint.ARCHITECTURE,
                stored.location(),
                stored.sha256(),
                1L,
                Map.of("loss", 0.25, "steps", 40.0, "seconds", 3.0),
                List.of(),
                "test",
                Instant.ofEpochSecond(version));
        Clients clients = new Clients(pipeline.clientProperties());
        Cluster cluster = clients.cluster();
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            producer.send(cluster.record(cluster.topics().models(), Topics.versionKey(model, version), announced))
                    .get();
        }
    }

    private static Run ida(String... arguments) {
        return Run.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--bootstrap-server",
                                pipeline.bootstrapServers(),
                                "--schema-registry",
                                pipeline.registryUrl()))
                .toArray(String[]::new));
    }

    private static List<JsonNode> json(Run run) {
        ObjectMapper mapper = new ObjectMapper();
        return run.lines().stream()
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError("Not JSON: " + line, e);
                    }
                })
                .toList();
    }
}
