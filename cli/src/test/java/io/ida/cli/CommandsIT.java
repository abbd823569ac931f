package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.ida.embedded.LocalPipeline;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.schemas.Topic;
import io.ida.streams.runtime.DeadLetter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a pipeline, on one that runs. */
class CommandsIT {
    @TempDir
    static Path directory;

    private static LocalPipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline =
                LocalPipeline.start(directory.resolve("data"), 0, 0, Map.of("distill.duplicate.window.ms", "3600000"));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void anAnswerComesWithTheTreeOfHowItCameAbout() throws IOException {
        Path facts = Files.writeString(directory.resolve("facts"), "aa -> ab\nab -> ac\n\nac -> aa\n");

        Run run = ida("ask", "--task", "permutation-powering", "--context", facts.toString(), "--depth", "2", "aa ^ 3");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.lines()).startsWith("aa", "");
        assertThat(run.lines().get(2)).startsWith("aa ^ 3 = aa   (supervisor scripted");
        assertThat(run.lines().subList(3, 6))
                .containsExactly(
                        "  aa ^ 1 = ab   (environment permutation-powering)",
                        "  ab ^ 1 = ac   (environment permutation-powering)",
                        "  ac ^ 1 = aa   (environment permutation-powering)");
    }

    @Test
    void followingEndsWhenNobodyReadsAnyMore() throws IOException, InterruptedException {
        publishAndAwait("read");
        Process process = IdaProcess.of(
                        directory,
                        "results",
                        "--from-beginning",
                        "--bootstrap-server",
                        pipeline.bootstrapServers(),
                        "--schema-registry",
                        pipeline.registryUrl())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).startsWith("{");
            process.getInputStream().close();
            publishAndAwait("unread");

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void publishAndAwait(String id) throws IOException {
        Path file = Files.writeString(directory.resolve(id), question(id) + "\n");
        assertThat(ida("publish", file.toString()).code()).isZero();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ida("results", "--from-beginning", "--timeout-ms", "500")
                        .out()
                        .contains("\"" + id + "\""));
    }

    @Test
    void aQuestionThatIsNotAnsweredIsAFailure() throws IOException {
        Path facts = Files.writeString(directory.resolve("other-facts"), "aa -> ab\nab -> aa\n");

        Run run = ida(
                "ask",
                "--task",
                "permutation-powering",
                "--context",
                facts.toString(),
                "--depth",
                "0",
                "--budget",
                "0",
                "aa ^ 2");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("OUT_OF_BUDGET");
    }

    @Test
    void goodLinesArePublishedAndAnswered() throws IOException {
        Path file = directory.resolve("questions");
        Files.writeString(file, question("good-1") + "\nnonsense\n" + question("good-2") + "\n");

        Run published = ida("publish", file.toString());
        Run results = ida("results", "--from-beginning", "--timeout-ms", "3000");
        Run traces = ida("traces", "--from-beginning", "--timeout-ms", "3000");

        assertThat(published.code()).isEqualTo(1);
        assertThat(published.lines()).containsExactly("good-1", "good-2");
        assertThat(published.err()).contains("line 2: not JSON");
        assertThat(json(results)
                        .filter(event -> event.path("questionId").asText().startsWith("good-")))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.path("text").asText()).isEqualTo("ab"));
        assertThat(json(traces)
                        .filter(event ->
                                event.path("question").path("id").asText().startsWith("good-")))
                .hasSize(2);
        assertThat(ida("results", "--from-beginning", "--limit", "1").lines()).hasSize(1);
    }

    @Test
    void theSameQuestionAgainLeavesARejectedRow() throws IOException {
        Path file = directory.resolve("twice");
        String twice = question("again-1").replace("\"labels\":{\"id\":\"again-1\"}", "\"labels\":{}");
        Files.writeString(file, twice + "\n" + twice.replace("again-1", "again-2") + "\n");

        assertThat(ida("publish", file.toString()).code()).isZero();
        Run rejected = ida("traces", "--rejected", "--from-beginning", "--limit", "1", "--timeout-ms", "60000");
        Run fit = ida("traces", "--from-beginning", "--timeout-ms", "1000");

        JsonNode duplicate = json(rejected).findFirst().orElseThrow();
        JsonNode failed = duplicate.path("failedChecks").path(0);
        assertThat(duplicate.path("fit").asBoolean()).isFalse();
        assertThat(failed.path("check").asText()).isEqualTo("no-duplicate");
        assertThat(json(fit)
                        .map(event -> event.path("question").path("id").asText())
                        .filter(id -> id.startsWith("again-")))
                .singleElement()
                .satisfies(id -> assertThat(failed.path("reason").asText()).contains(id));
    }

    @Test
    void deadLettersAreListedAndRedrivenOnce() throws ExecutionException, InterruptedException {
        Clients clients = new Clients(pipeline.clientProperties());
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            for (String key : List.of("bad-1", "bad-2")) {
                producer.send(new ProducerRecord<>(
                                clients.topics().questions().name(), 1, key.getBytes(), "no Avro".getBytes()))
                        .get();
            }
        }
        List<JsonNode> letters = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> json(ida("dead-letters", "list", "--output", "json"))
                                .filter(letter -> letter.path("key").asText().startsWith("bad-"))
                                .toList(),
                        found -> found.size() == 2);

        assertThat(letters)
                .extracting(letter -> letter.path("key").asText())
                .containsExactlyInAnyOrder("bad-1", "bad-2");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.path("stage").asText()).isEqualTo("decompose");
            assertThat(letter.path("origin").asText()).startsWith("ida.questions-1@");
            assertThat(letter.path("reason").asText()).isNotEmpty();
            assertThat(letter.path("redriven").asText()).isEqualTo("no");
        });

        JsonNode first = letters.get(0);
        String[] redriveFirst = {
            "dead-letters",
            "redrive",
            "--output",
            "json",
            "--partition",
            first.path("partition").asText(),
            "--offset",
            first.path("offset").asText()
        };
        assertThat(ida(redriveFirst).out()).isEqualToIgnoringNewLines("{\"redriven\":1,\"left\":0}");
        Run again = ida(redriveFirst);
        assertThat(again.out()).isEqualToIgnoringNewLines("{\"redriven\":0,\"left\":0}");
        assertThat(again.err()).contains("was redriven already");
        ida("dead-letters", "redrive");
        assertThat(json(ida("dead-letters", "list", "--output", "json"))
                        .filter(letter -> letter.path("origin")
                                .asText()
                                .equals(first.path("origin").asText())))
                .allSatisfy(
                        letter -> assertThat(letter.path("redriven").asText()).isEqualTo("yes"));
    }

    /** Its schema is registered only after the stage has given up on it. */
    @Test
    void aRedrivenQuestionCompletesItsTree() throws Exception {
        Clients clients = new Clients(pipeline.clientProperties());
        Topic<Question> questions = clients.topics().questions();
        SchemaRegistryClient registry = clients.serdes().client();
        int last = registry.register("schemas-of-others", schema("Somebody's schema."));
        Question question = Question.newBuilder()
                .setId("early")
                .setTask("permutation-powering")
                .setText("aa ^ 3")
                .setContext(new Context("", List.of("aa -> ab", "ab -> ac", "ac -> aa")))
                .setDepth(2)
                .build();
        byte[] early = clients.serdes().of(questions).serializer().serialize(questions.name(), question);
        ByteBuffer.wrap(early).putInt(1, last + 1);
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            producer.send(new ProducerRecord<>(questions.name(), "early".getBytes(), early))
                    .get();
            producer.send(new ProducerRecord<>(questions.name(), "never".getBytes(), "no Avro".getBytes()))
                    .get();
        }
        String[] list = {"dead-letters", "list", "--stage", "decompose", "--key", "early", "--output", "json"};
        JsonNode letter = await().atMost(Duration.ofSeconds(60))
                .until(() -> json(ida(list)).toList(), found -> found.size() == 1)
                .get(0);
        JsonNode shown = json(ida(
                        "dead-letters",
                        "show",
                        "--output",
                        "json",
                        "--partition",
                        letter.path("partition").asText(),
                        "--offset",
                        letter.path("offset").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(shown.path("reason")).isEqualTo(letter.path("reason"));
        assertThat(shown.path("event").isNull()).isTrue();
        assertThat(shown.path("bytes").asText()).isEqualTo(HexFormat.of().formatHex(early));
        assertThat(registry.register("schemas-of-others-2", schema("A question, said differently.")))
                .isEqualTo(last + 1);

        Run redriven = ida("dead-letters", "redrive", "--key", "early", "--topic", questions.name());

        assertThat(redriven.lines().get(1)).isEqualTo("       1     0");
        String asked = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> ida("results", "--from-beginning", "--timeout-ms", "500").lines().stream()
                                .filter(line -> line.contains("\"early\""))
                                .findFirst()
                                .orElse(""),
                        line -> !line.isEmpty());
        assertThat(asked).contains("\"ANSWERED\"", "\"aa\"");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> json(ida("traces", "--from-beginning", "--timeout-ms", "500"))
                        .anyMatch(trace ->
                                trace.path("question").path("id").asText().equals("early")));
        assertThat(json(ida("dead-letters", "list", "--key", "early", "--output", "json")))
                .extracting(left -> left.path("redriven").asText())
                .containsExactly("yes");
        assertThat(json(ida("dead-letters", "list", "--key", "never", "--output", "json")))
                .extracting(left -> left.path("redriven").asText())
                .containsExactly("no");
    }

    /** The schema of questions under another documentation, which makes it another schema. */
    private static AvroSchema schema(String documentation) {
        return new AvroSchema(Question.getClassSchema()
                .toString()
                .replaceFirst("\"doc\":\"[^\"]*\"", "\"doc\":\"" + documentation + "\""));
    }

    @Test
    void lettersOfOneReasonAreRedrivenHoweverManyOthersAreBetweenThem() throws Exception {
        Clients clients = new Clients(pipeline.clientProperties());
        try (Admin admin = clients.admin();
                Producer<byte[], byte[]> producer = clients.producer()) {
            admin.createTopics(List.of(new NewTopic("elsewhere", 1, (short) 1)))
                    .all()
                    .get();
            for (int number = 0; number < 1_200; number++) {
                ProducerRecord<byte[], byte[]> letter =
                        new ProducerRecord<>(clients.topics().deadLetters(), 0, null, "any".getBytes());
                letter.headers().add(DeadLetter.TOPIC, "elsewhere".getBytes());
                letter.headers().add(DeadLetter.REASON, (number % 2 == 0 ? "out of reach" : "hopeless").getBytes());
                producer.send(letter);
            }
        }
        String[] redrive = {"dead-letters", "redrive", "--reason", "out of reach", "--output", "json"};

        assertThat(ida(redrive).out()).isEqualToIgnoringNewLines("{\"redriven\":600,\"left\":0}");
        assertThat(ida(redrive).out()).isEqualToIgnoringNewLines("{\"redriven\":0,\"left\":0}");
        assertThat(json(ida("dead-letters", "list", "--reason", "hopeless", "--output", "json")))
                .hasSize(600)
                .allSatisfy(
                        letter -> assertThat(letter.path("redriven").asText()).isEqualTo("no"));
    }

    @Test
    void aRecordWithSeveralLettersIsRedrivenOnce() throws Exception {
        Clients clients = new Clients(pipeline.clientProperties());
        List<RecordMetadata> places = new ArrayList<>();
        try (Admin admin = clients.admin();
                Producer<byte[], byte[]> producer = clients.producer()) {
            admin.createTopics(List.of(new NewTopic("read-once", 1, (short) 1)))
                    .all()
                    .get();
            for (String offset : List.of("7", "7", "8", "8", "7")) {
                ProducerRecord<byte[], byte[]> letter =
                        new ProducerRecord<>(clients.topics().deadLetters(), 0, null, "any".getBytes());
                letter.headers().add(DeadLetter.TOPIC, "read-once".getBytes());
                letter.headers().add(DeadLetter.PARTITION, "0".getBytes());
                letter.headers().add(DeadLetter.OFFSET, offset.getBytes());
                letter.headers().add(DeadLetter.REASON, "several outputs".getBytes());
                places.add(producer.send(letter).get());
            }
        }
        String second = Long.toString(places.get(1).offset());
        String third = Long.toString(places.get(4).offset());

        Run one = ida("dead-letters", "redrive", "--partition", "0", "--offset", second, "--output", "json");
        Run others = ida("dead-letters", "redrive", "--reason", "several outputs", "--output", "json");

        assertThat(one.out()).isEqualToIgnoringNewLines("{\"redriven\":1,\"left\":0}");
        assertThat(others.out()).isEqualToIgnoringNewLines("{\"redriven\":1,\"left\":0}");
        assertThat(ida("dead-letters", "redrive", "--partition", "0", "--offset", third)
                        .err())
                .contains("was redriven already");
        assertThat(json(ida("dead-letters", "list", "--reason", "several outputs", "--output", "json")))
                .extracting(letter -> letter.path("redriven").asText())
                .containsExactly("yes", "yes", "yes", "yes", "yes");
    }

    @Test
    void aLetterThatIsNotTheWholeRecordIsLeft() throws ExecutionException, InterruptedException {
        Clients clients = new Clients(pipeline.clientProperties());
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(clients.topics().deadLetters(), null, null);
        letter.headers().add(DeadLetter.LEFT_OUT, "no room".getBytes());
        RecordMetadata place;
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            place = producer.send(letter).get();
        }

        Run run = ida(
                "dead-letters",
                "redrive",
                "--output",
                "json",
                "--partition",
                Integer.toString(place.partition()),
                "--offset",
                Long.toString(place.offset()));

        assertThat(run.out()).isEqualToIgnoringNewLines("{\"redriven\":0,\"left\":1}");
        assertThat(run.err()).contains("is not the whole record");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void topicsAreAsTheCatalogueSays() {
        assertThat(ida("topics", "plan").code()).isZero();
        assertThat(ida("topics", "apply").code()).isZero();
        assertThat(ida("topics", "describe", "--output", "json").lines()).hasSize(16);
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

    private static Stream<JsonNode> json(Run run) {
        ObjectMapper mapper = new ObjectMapper();
        return run.lines().stream().map(line -> {
            try {
                return mapper.readTree(line);
            } catch (IOException e) {
                throw new AssertionError("Not JSON: " + line, e);
            }
        });
    }

    private static String question(String id) {
        return "{\"id\":\"" + id + "\",\"task\":\"permutation-powering\",\"text\":\"aa ^ 3\","
                + "\"facts\":[\"aa -> ab\",\"ab -> aa\"],\"depth\":1,\"labels\":{\"id\":\"" + id + "\"}}";
    }
}
