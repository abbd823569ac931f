package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ida.embedded.LocalPipeline;
import io.ida.events.ModelVersion;
import io.ida.events.OffsetRange;
import io.ida.events.Training;
import io.ida.training.Cluster;
import io.ida.training.CompactedTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking traces back, from the command to the next training and export. */
class WithdrawIT {
    private static final int QUESTIONS = 5;

    @TempDir
    static Path directory;

    private static LocalPipeline pipeline;
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        pipeline = LocalPipeline.start(directory.resolve("data"));
        cluster = new Cluster(pipeline.clientProperties());
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void whatIsWithdrawnIsLeftOutAndTheVersionsThatLearnedFromItAreListed() throws IOException, InterruptedException {
        publish();
        assertThat(ida("traces", "withdraw", "--root", "q1", "--reason", "a test")
                        .code())
                .isZero();
        assertThat(exported("before")).containsExactlyInAnyOrder("q0", "q2", "q3", "q4");

        ModelVersion first = train(1);
        assertThat(first.getMetrics()).containsEntry("traces", QUESTIONS - 1.0);
        assertThat(ida("traces", "affected", "--output", "json").out()).isBlank();

        assertThat(ida("traces", "withdraw", "--node", "q3").code()).isZero();
        assertThat(ida("traces", "affected", "--output", "json").out())
                .isEqualToIgnoringNewLines("{\"model\":\"student\",\"version\":1,\"status\":\"PROMOTED\","
                        + "\"withdrawn\":1,\"through\":null}");
        ModelVersion second = train(2);
        assertThat(second.getMetrics()).containsEntry("traces", QUESTIONS - 2.0);
        assertThat(ida("traces", "affected", "--output", "json").lines()).hasSize(1);
        assertThat(exported("after")).containsExactlyInAnyOrder("q0", "q2", "q4");
        assertThat(exported("before")).as("an export that is there stays").hasSize(QUESTIONS - 1);

        assertThat(ida("traces", "withdraw", "--supervisor", "scripted@2").code())
                .isZero();
        assertThat(exported("by another version")).containsExactlyInAnyOrder("q0", "q2", "q4");
        assertThat(ida("traces", "withdraw", "--supervisor", "scripted@1").code())
                .isZero();
        assertThat(exported("by that version")).isEmpty();
        assertThat(ida("traces", "affected", "--output", "json").lines())
                .as("of the rows that each has learned from")
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("\"version\":1", "\"withdrawn\":4"))
                .anySatisfy(line -> assertThat(line).contains("\"version\":2", "\"withdrawn\":3"));
    }

    @Test
    void aWithdrawalThatNoRowMeetsIsOnRecordAndSaysThatNothingWasLookedUp() {
        Run run = ida("traces", "withdraw", "--root", "nobody's", "--output", "json");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\"withdrawal\":", "\"offset\":");
        assertThat(run.err()).contains("No row was looked up");
    }

    @Test
    void aWithdrawalNeedsACondition() {
        Run run = ida("traces", "withdraw");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("Give at least one of --root");
    }

    private static void publish() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < QUESTIONS; i++) {
            lines.append("{\"id\":\"q")
                    .append(i)
                    .append("\",\"task\":\"permutation-powering\",\"text\":\"aa ^ 3\",")
                    .append("\"facts\":[\"aa -> ab\",\"ab -> aa\"],\"depth\":1}\n");
        }
        Path file = Files.writeString(directory.resolve("questions"), lines);
        assertThat(ida("publish", file.toString()).code()).isZero();
        assertThat(ida("traces", "--from-beginning", "--limit", Integer.toString(QUESTIONS))
                        .lines())
                .hasSize(QUESTIONS);
    }

    private static ModelVersion train(int number) throws InterruptedException {
        Training training = Training.newBuilder()
                .setId("training-" + number)
                .setModel("student")
                .setVersion(number)
                .setTraces(all())
                .setArchitecture("table/1")
                .build();
        try (Producer<byte[], byte[]> producer = cluster.producer();
                CompactedTopic<ModelVersion> models =
                        new CompactedTopic<>(cluster, cluster.topics().models(), key -> true)) {
            producer.send(cluster.record(cluster.topics().trainings(), "student@" + number, training));
            producer.flush();
            return await().atMost(Duration.ofSeconds(120))
                    .until(
                            () -> {
                                models.poll(Duration.ofMillis(100));
                                return models.find("student@" + number);
                            },
                            Optional::isPresent)
                    .orElseThrow();
        }
    }

    private static List<OffsetRange> all() {
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            List<TopicPartition> partitions =
                    Cluster.partitions(consumer, cluster.topics().traces().name());
            return consumer.endOffsets(partitions).entrySet().stream()
                    .map(end -> new OffsetRange(end.getKey().partition(), 0L, end.getValue()))
                    .sorted(Comparator.comparing(OffsetRange::getPartition))
                    .toList();
        }
    }

    private static List<String> exported(String name) throws IOException {
        Path out = directory.resolve(name);
        Run run = ida("traces", "export", "--format", "jsonl", "--out", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        try (Stream<Path> files = Files.list(out)) {
            return files.filter(file -> file.getFileName().toString().startsWith("traces-"))
                    .flatMap(WithdrawIT::lines)
                    .map(line -> line.replaceFirst(".*?\"id\":\"([^\"]*)\".*", "$1"))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
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
}
