package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Usage;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process logs at level INFO, which is more than it does by default, with secrets in its configuration. */
class LogsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SECRET = "pa55-never-shown";
    private static final String CONFIGURATION = """
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="ida" password="%1$s";
            ssl.truststore.password=%1$s
            basic.auth.credentials.source=USER_INFO
            basic.auth.user.info=ida:%1$s
            """;

    private static final String QUESTION =
            "{\"id\":\"asked-twice\",\"task\":\"permutation-powering\",\"text\":\"aa ^ 3\","
                    + "\"facts\":[\"aa -> ab\",\"ab -> aa\"],\"depth\":1}\n";
    private static final String PAYLOAD = "what was said";

    @TempDir
    private Path directory;

    @Test
    void linesAreJsonWithQuestionsAndWithoutPayloadsAndSecrets() throws Exception {
        Path configuration = Files.writeString(directory.resolve("secrets"), CONFIGURATION.formatted(SECRET));
        Path out = directory.resolve("out");
        Path log = directory.resolve("log");
        ProcessBuilder command = IdaProcess.of(
                        directory,
                        "up",
                        "--port=0",
                        "--registry-port=0",
                        "--output=json",
                        "--command-config=" + configuration,
                        "--data=" + directory.resolve("data"))
                .redirectOutput(out.toFile())
                .redirectError(log.toFile());
        command.environment().putAll(Map.of("IDA_LOG_FORMAT", "json", "IDA_LOG_LEVEL", "INFO"));
        Process process = command.start();
        try {
            await().atMost(PATIENCE)
                    .until(() -> !process.isAlive() || Files.readString(out).endsWith("}\n"));
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            workWith(JSON.readTree(Files.readString(out)));
            await().atMost(PATIENCE).until(() -> about("asked-twice", log).isPresent());
            await().atMost(PATIENCE).until(() -> about("lost/0.0", log).isPresent());

            process.destroy();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(about("asked-twice", log).get().path("formattedMessage").asText())
                .isEqualTo("The question was asked before and is dropped");
        assertThat(about("lost/0.0", log).get().path("formattedMessage").asText())
                .startsWith("Dead letter, which says why: stage synthesize gives up on ida.answers-");
        assertThat(Files.readString(log))
                .contains("sasl.jaas.config", "ssl.truststore.password")
                .doesNotContain(SECRET, PAYLOAD, "aa ^ 3", "aa -> ab");
    }

    /** One question twice, and an answer that belongs nowhere. */
    private void workWith(JsonNode addresses) throws IOException, ExecutionException, InterruptedException {
        String servers = addresses.path("bootstrapServers").asText();
        String registry = addresses.path("schemaRegistryUrl").asText();
        Path questions = Files.writeString(directory.resolve("questions"), QUESTION + QUESTION);
        Run published =
                Run.of("publish", questions.toString(), "--bootstrap-server", servers, "--schema-registry", registry);
        assertThat(published.code()).as(published.err()).isZero();

        Map<String, String> properties = Map.of("bootstrap.servers", servers, "schema.registry.url", registry);
        Clients clients = new Clients(properties);
        Topic<Answer> answers = new Topics(Topics.DEFAULT_PREFIX, Topics.DEFAULT_PARTITIONS).answers();
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            byte[] bytes = EventSerdes.from(properties).of(answers).serializer().serialize(answers.name(), ofNobody());
            producer.send(new ProducerRecord<>(answers.name(), "lost".getBytes(), bytes))
                    .get();
        }
    }

    private static Answer ofNobody() {
        return new Answer(
                "lost/0.0",
                "lost",
                null,
                "0.0",
                0,
                "permutation-powering",
                PAYLOAD,
                0,
                AnswerStatus.ANSWERED,
                PAYLOAD,
                "",
                new Answerer(AnswererKind.PERSON, "somebody", 0),
                List.of(),
                new Usage(0L, 0L),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
    }

    /** A line about a question. */
    private static Optional<JsonNode> about(String question, Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith("{"))
                    .map(LogsIT::json)
                    .filter(line -> line.path("mdc").path("question").asText().equals(question))
                    .findFirst();
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + line, e);
        }
    }
}
