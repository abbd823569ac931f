package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.embedded.LocalPipeline;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.training.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports from a broker. */
class ExportIT {
    private static final int ROWS = 6_000;
    private static final int SHARD_ROWS = 500;

    @TempDir
    static Path directory;

    private static LocalPipeline pipeline;
    private static int published;

    @BeforeAll
    static void start() throws ExecutionException, InterruptedException {
        pipeline = LocalPipeline.start(directory.resolve("data"));
        publish(ROWS);
    }

    private static void publish(int rows) {
        publish(new Cluster(pipeline.clientProperties()), published, rows);
        published += rows;
    }

    private static void publish(Cluster cluster, int first, int rows) {
        try (Producer<byte[], byte[]> producer = cluster.producer()) {
            for (int i = 0; i < rows; i++) {
                Trace trace = trace(first + i);
                producer.send(cluster.record(
                        cluster.topics().traces(), trace.getQuestion().getRootId(), trace));
            }
            producer.flush();
        }
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void everyRowIsExportedOnceInTheOrderOfItsPartition() throws IOException {
        Path out = directory.resolve("rows");

        Run run = Run.of(arguments("jsonl", out, "--output", "json"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(new ObjectMapper().readTree(run.out()).path("traces").intValue())
                .isEqualTo(published);
        Map<Integer, List<Long>> offsets = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (String line : lines(out)) {
            JsonNode row = new ObjectMapper().readTree(line);
            offsets.computeIfAbsent(row.path("partition").intValue(), any -> new ArrayList<>())
                    .add(row.path("offset").longValue());
            ids.add(row.path("question").path("id").textValue());
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(published);
        assertThat(offsets.values()).allSatisfy(list -> assertThat(list).isSorted());
    }

    @Test
    void anExportThatIsKilledGoesOnToTheSameFiles() throws IOException, InterruptedException {
        Path whole = directory.resolve("whole");
        assertThat(Run.of(arguments("parquet", whole)).code()).isZero();
        long size = size(whole);
        Path killed = directory.resolve("killed");
        int kills = 0;
        for (int tenth = 1; tenth < 10; tenth += 2) {
            long enough = size * tenth / 10;
            Process process = IdaProcess.of(directory, arguments("parquet", killed))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !process.isAlive() || size(killed) >= enough);
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            kills += process.exitValue() == 0 ? 0 : 1;
        }

        assertThat(Run.of(arguments("parquet", killed)).code()).isZero();

        assertThat(kills).isPositive();
        assertThat(files(killed)).isEqualTo(files(whole));
    }

    @Test
    void anExportThatNamesOffsetsOfOnePartitionGoesOnToTheSameOffsetsOfAll() throws IOException {
        String[] command = arguments("jsonl", directory.resolve("named"), "--from", "0=100", "--to", "0=300");
        assertThat(Run.of(command).code()).isZero();
        TreeMap<String, String> before = files(directory.resolve("named"));
        publish(ROWS / 10);

        Run again = Run.of(command);

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("Goes on with the export that was begun here, to the offsets {0=300, 1=");
        assertThat(files(directory.resolve("named"))).isEqualTo(before);
    }

    @Test
    void anExportThatFollowsWritesTheFilesOfABoundedOneAsRowsCome() throws IOException, InterruptedException {
        Path followed = directory.resolve("followed");
        follow(followed, () -> publish(ROWS / 2));
        publish(ROWS / 3);
        follow(followed, () -> {});

        TreeMap<String, String> complete = completeShards(followed);
        Path bounded = directory.resolve("bounded");
        assertThat(Run.of(arguments("jsonl", bounded)).code()).isZero();
        assertThat(complete).isEqualTo(completeShards(bounded)).hasSizeGreaterThan(2 * ROWS / SHARD_ROWS - 8);
        assertThat(Files.readString(followed.resolve("README.md"))).contains(SHARD_ROWS * complete.size() + " traces");
    }

    @Test
    void anExportThatGoesOnSaysThatThereAreNewerWithdrawals() throws IOException {
        Path out = directory.resolve("begun");
        Run first = Run.of(arguments("jsonl", out));
        TreeMap<String, String> before = files(out);
        withdraw();
        withdraw();

        Run again = Run.of(arguments("jsonl", out));

        assertThat(first.err()).doesNotContain("newer than this export");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err())
                .contains("2 withdrawals are newer than this export")
                .contains("make it anew in another directory to leave their rows out");
        assertThat(files(out)).isEqualTo(before);
    }

    @Test
    void anExportThatFollowsSaysOnceWhenThereAreMoreWithdrawals() throws IOException, InterruptedException {
        Path out = directory.resolve("hears");
        Path log = directory.resolve("hears.log");
        Process process = IdaProcess.of(directory, arguments("jsonl", out, "--follow"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !completeShards(out).isEmpty());
            withdraw();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(log).contains("1 withdrawal is newer"));
            withdraw();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(log).contains("2 withdrawals are newer"));
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readAllLines(log))
                    .filteredOn(line -> line.contains("newer than this export"))
                    .hasSize(2);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void withdraw() {
        Run run = Run.of(
                "traces",
                "withdraw",
                "--root",
                "nobody",
                "--bootstrap-server",
                pipeline.bootstrapServers(),
                "--schema-registry",
                pipeline.registryUrl());
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void aBoundedExportThatIsStoppedSaysThatItIsAPart() throws IOException, InterruptedException {
        Path out = directory.resolve("part");
        Path log = directory.resolve("part.log");
        String[] command = arguments("parquet", out, "--shard-bytes", "1"); // a file for each row, which takes its time
        Process process = IdaProcess.of(directory, command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Path index = out.resolve("shards.jsonl");
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> Files.exists(index) && Files.size(index) > 0);
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }

        assertThat(log).content().contains("Stopped before the end: the same command goes on.");
        assertThat(out.resolve("README.md")).content().contains("This export is not complete");
        assertThat(out.resolve("complete.json")).doesNotExist();
    }

    @Test
    void anExportGoesOnInItsPartitionsWhenTheTopicHasMore() throws Exception {
        String[] prefix = {"--property", "topic.prefix=grown."};
        Run topics = Run.of(
                "topics",
                "apply",
                "--bootstrap-server",
                pipeline.bootstrapServers(),
                "--schema-registry",
                pipeline.registryUrl(),
                prefix[0],
                prefix[1]);
        assertThat(topics.code()).as(topics.err()).isZero();
        Map<String, String> properties = new HashMap<>(pipeline.clientProperties());
        properties.put("topic.prefix", "grown.");
        Cluster cluster = new Cluster(properties);
        publish(cluster, 0, ROWS / 10);
        Path out = directory.resolve("grown");
        assertThat(Run.of(arguments("jsonl", out, prefix)).code()).isZero();
        TreeMap<String, String> before = files(out);
        int partitions = partitions(cluster);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", pipeline.bootstrapServers()))) {
            admin.createPartitions(Map.of(cluster.topics().traces().name(), NewPartitions.increaseTo(partitions + 1)))
                    .all()
                    .get();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> partitions(cluster) == partitions + 1);
        publish(cluster, ROWS / 10, ROWS / 10);

        Run again = Run.of(arguments("jsonl", out, prefix));

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err())
                .contains("Goes on with the export that was begun here")
                .contains(ROWS / 10 + " more by now, for another directory");
        assertThat(files(out)).isEqualTo(before);
        assertThat(Run.of(arguments("jsonl", out, prefix[0], prefix[1], "--to", partitions + "=1")))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("the export that was begun here has only"));
    }

    private static int partitions(Cluster cluster) {
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            return Cluster.partitions(consumer, cluster.topics().traces().name())
                    .size();
        }
    }

    /** Follows until every file that can be complete is, while something else goes on; ends as with Ctrl-C. */
    private static void follow(Path out, Runnable meanwhile) throws IOException, InterruptedException {
        Process process = IdaProcess.of(directory, arguments("jsonl", out, "--follow"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("follow.log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !completeShards(out).isEmpty());
            meanwhile.run();
            long expected =
                    partitionSizes().mapToLong(rows -> rows / SHARD_ROWS).sum();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> completeShards(out).size() == expected);
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Stream<Long> partitionSizes() {
        Cluster cluster = new Cluster(pipeline.clientProperties());
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            String topic = cluster.topics().traces().name();
            return consumer.endOffsets(Cluster.partitions(consumer, topic)).values().stream();
        }
    }

    /** The files that have as many rows as one may have. */
    private static TreeMap<String, String> completeShards(Path out) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        Path index = out.resolve("shards.jsonl");
        if (Files.exists(index)) {
            for (String line : Files.readAllLines(index)) {
                JsonNode entry = new ObjectMapper().readTree(line);
                if (entry.path("rows").intValue() == SHARD_ROWS) {
                    String file = entry.path("file").textValue();
                    files.put(file, Files.readString(out.resolve(file)));
                }
            }
        }
        return files;
    }

    @Test
    void aReaderPassesOverNothingThatIsNotThere() {
        Cluster cluster = new Cluster(pipeline.clientProperties());
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            TopicPartition partition =
                    new TopicPartition(cluster.topics().traces().name(), 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 99_999_999);

            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(60)))
                    .isInstanceOf(OffsetOutOfRangeException.class);
        }
    }

    @Test
    void wrongOptionsAreSaid() {
        assertThat(Run.of(arguments("jsonlines", directory.resolve("a"))))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("Unknown format 'jsonlines'", "webdataset"));
        assertThat(Run.of(arguments("jsonl", directory.resolve("b"), "--follow", "--to", "0=1")))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("--follow has no end"));
        assertThat(Run.of(arguments("jsonl", directory.resolve("c"), "--to", "99=1")))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("names partition 99"));
        assertThat(Run.of(arguments("jsonl", directory.resolve("d"), "--to", "0=99999999")))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("ends at offset"));
        assertThat(List.of("a", "b", "c", "d"))
                .allSatisfy(name -> assertThat(directory.resolve(name)).doesNotExist());
    }

    private static String[] arguments(String format, Path out, String... more) {
        return Stream.concat(
                        Stream.of(
                                "traces",
                                "export",
                                "--format",
                                format,
                                "--out",
                                out.toString(),
                                "--shard-rows",
                                Integer.toString(SHARD_ROWS),
                                "--bootstrap-server",
                                pipeline.bootstrapServers(),
                                "--schema-registry",
                                pipeline.registryUrl()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static Trace trace(int number) {
        String id = "row-" + number;
        Question question = Question.newBuilder()
                .setId(id)
                .setRootId(id)
                .setTask("permutation-powering")
                .setText("aa ^ " + number)
                .setContext(new Context("c" + number, List.of("aa -> ab".repeat(number % 100), "ab -> aa")))
                .setDepth(1)
                .build();
        Answer answer = Answer.newBuilder()
                .setQuestionId(id)
                .setRootId(id)
                .setTask(question.getTask())
                .setQuestion(question.getText())
                .setStatus(AnswerStatus.ANSWERED)
                .setText("aa")
                .setAnsweredBy(new Answerer(AnswererKind.SUPERVISOR, "scripted", 1))
                .build();
        return Trace.newBuilder()
                .setQuestion(question)
                .setTranscript(List.of())
                .setAnswer(answer)
                .setRootStatus(AnswerStatus.ANSWERED)
                .setSplit(Split.TRAIN)
                .setFit(true)
                .build();
    }

    private static List<String> lines(Path out) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : files(out).keySet()) {
            if (name.startsWith("traces-")) {
                lines.addAll(Files.readAllLines(out.resolve(name)));
            }
        }
        return lines;
    }

    private static TreeMap<String, String> files(Path out) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(out)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(path)));
            }
        }
        return files;
    }

    /** Bytes in a directory whose files come and go. */
    private static long size(Path out) {
        if (!Files.isDirectory(out)) {
            return 0;
        }
        try (Stream<Path> paths = Files.list(out)) {
            return paths.mapToLong(path -> path.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
