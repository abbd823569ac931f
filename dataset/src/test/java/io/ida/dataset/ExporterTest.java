package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.RegistryUnavailableException;
import io.ida.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExporterTest {
    private static final int ROWS = 60;

    @TempDir
    private Path directory;

    private final TraceTopic topic = new TraceTopic(Traces.of(ROWS));
    private final Queue<String> unreadable = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @EnumSource
    void aRangeHasTheSameBytesHoweverItsRecordsCome(ExportFormat format) throws IOException {
        export(topic.plan(format, 7), "at once", ROWS, () -> false);
        export(topic.plan(format, 7), "one by one", 1, () -> false);

        assertThat(files("at once")).isEqualTo(files("one by one"));
        assertThat(files("at once").keySet())
                .filteredOn(name -> name.startsWith("traces-"))
                .hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource
    void anExportThatIsStoppedGoesOnToTheSameBytes(ExportFormat format) throws IOException {
        export(topic.plan(format, 7), "whole", ROWS, () -> false);
        for (int stop = 1; stop < 80; stop += 6) {
            AtomicInteger left = new AtomicInteger(stop);
            export(topic.plan(format, 7), "stopped", 1, () -> left.decrementAndGet() < 0);
        }
        export(topic.plan(format, 7), "stopped", 5, () -> false);

        assertThat(files("stopped")).isEqualTo(files("whole"));
    }

    @Test
    void anExportThatIsKilledAtAnyByteOfItsIndexGoesOnToTheSameBytes() throws IOException {
        ExportPlan plan = topic.plan(ExportFormat.MDS, 20);
        export(plan, "whole", ROWS, () -> false);
        Path index = directory.resolve("whole").resolve(ExportDirectory.INDEX);
        byte[] lines = Files.readAllBytes(index);
        for (int length = 0; length < lines.length; length += 31) {
            Path killed = directory.resolve("killed-" + length);
            Files.createDirectories(killed);
            copy(ExportDirectory.PLAN, killed);
            Files.write(killed.resolve(ExportDirectory.INDEX), Arrays.copyOf(lines, length));
            Files.writeString(killed.resolve("traces-00000-00000000000000000000.mds.tmp"), "half a shard");
            for (String shard : files("whole").keySet()) {
                if (shard.startsWith("traces-")) {
                    copy(shard, killed);
                }
            }

            export(plan, killed.getFileName().toString(), ROWS, () -> false);

            assertThat(files(killed.getFileName().toString()))
                    .as("%d bytes of index", length)
                    .isEqualTo(files("whole"));
        }
    }

    private void copy(String name, Path to) throws IOException {
        Files.copy(directory.resolve("whole").resolve(name), to.resolve(name));
    }

    @Test
    void everyRowIsInOneLineInOrder() throws IOException {
        ExportSummary summary = export(topic.plan(ExportFormat.JSONL, 7), "rows", ROWS, () -> false);

        List<JsonNode> lines = lines("rows");
        List<Row> rows = topic.rows();
        assertThat(lines).hasSize(ROWS);
        for (int i = 0; i < ROWS; i++) {
            JsonNode line = lines.get(i);
            Trace trace = rows.get(i).trace();
            assertThat(line.path("partition").intValue()).isEqualTo(rows.get(i).partition());
            assertThat(line.path("offset").longValue()).isEqualTo(rows.get(i).offset());
            JsonNode question = line.path("question");
            assertThat(question.path("text").textValue())
                    .isEqualTo(trace.getQuestion().getText());
            assertThat(question.path("context").path("facts").get(0).textValue())
                    .isEqualTo(trace.getQuestion().getContext().getFacts().get(0));
            assertThat(question.path("askedAt").longValue())
                    .isEqualTo(trace.getQuestion().getAskedAt().toEpochMilli());
            assertThat(question.path("parentId").isNull())
                    .isEqualTo(trace.getQuestion().getParentId().isEmpty());
            assertThat(question.path("labels"))
                    .hasSize(trace.getQuestion().getLabels().size());
            assertThat(line.path("transcript").get(0).path("answer").textValue())
                    .isEqualTo(trace.getTranscript().get(0).getAnswer());
            assertThat(line.path("sourceOffset").longValue()).isEqualTo(trace.getSourceOffset());
        }
        assertThat(summary.rows()).isEqualTo(ROWS);
        assertThat(summary.samples()).isEqualTo(ROWS);
    }

    @Test
    void partitionsBeyondThoseThatAreWrittenAtOnceFollow() throws IOException {
        TraceTopic wide = new TraceTopic(Traces.of(ROWS), 11);
        new Exporter(wide.plan(ExportFormat.JSONL, 2), trace -> false, wide.decoder(), new Listener())
                .run(directory.resolve("wide"), wide.consumer(1), () -> false);

        assertThat(lines("wide"))
                .extracting(line -> line.path("question").path("id").textValue())
                .isEqualTo(wide.rows().stream()
                        .map(row -> row.trace().getQuestion().getId())
                        .toList());
        assertThat(Files.readAllLines(directory.resolve("wide").resolve(ExportDirectory.INDEX)))
                .hasSize(11 * 3)
                .isSorted();
    }

    @Test
    void anExportWhoseFilesCannotBeWrittenFails() throws IOException {
        ExportPlan plan = topic.plan(ExportFormat.JSONL, 7);
        // In the way of the third shard of the first partition.
        Path shard = directory.resolve("full").resolve("traces-00000-00000000000000000015.jsonl");
        Exporter.Progress obstacle = new Exporter.Progress() {
            @Override
            public void shardCompleted(String file, long samples, long bytes) {
                try {
                    Files.createDirectories(shard.resolve("in the way"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void unreadable(int partition, long offset, String reason) {
                throw new AssertionError(reason);
            }
        };

        assertThatThrownBy(() -> new Exporter(plan, trace -> false, topic.decoder(), obstacle)
                        .run(directory.resolve("full"), topic.consumer(1), () -> false))
                .isInstanceOf(IOException.class);

        Files.delete(shard.resolve("in the way"));
        Files.delete(shard);
        export(plan, "full", ROWS, () -> false);
        export(plan, "whole", ROWS, () -> false);
        assertThat(files("full")).isEqualTo(files("whole"));
    }

    @Test
    void theIndexSaysWhatIsInEachShard() throws IOException {
        export(topic.plan(ExportFormat.JSONL, 7), "rows", ROWS, () -> false);

        long rows = 0;
        for (String line : Files.readAllLines(directory.resolve("rows").resolve(ExportDirectory.INDEX))) {
            JsonNode entry = Json.MAPPER.readTree(line);
            Path shard = directory.resolve("rows").resolve(entry.path("file").textValue());
            List<String> content = Files.readString(shard).lines().toList();
            assertThat(entry.path("bytes").longValue()).isEqualTo(Files.size(shard));
            assertThat(entry.path("sha256").textValue()).isEqualTo(sha256(shard));
            assertThat(entry.path("rows").longValue()).isEqualTo(content.size());
            assertThat(Json.MAPPER.readTree(content.get(0)).path("offset")).isEqualTo(entry.path("firstOffset"));
            assertThat(Json.MAPPER.readTree(content.get(content.size() - 1)).path("offset"))
                    .isEqualTo(entry.path("lastOffset"));
            rows += entry.path("rows").longValue();
        }
        assertThat(rows).isEqualTo(ROWS);
        assertThat(Files.readString(directory.resolve("rows").resolve("README.md")))
                .contains("60 samples of 60 traces", "| task 0 | 30 |", "| table@3 | 60 |");
    }

    @Test
    void onlyTheSplitThatIsAskedForAndWhatIsNotWithdrawnIsExported() throws IOException {
        ExportPlan all = topic.plan(ExportFormat.JSONL, 7);
        ExportPlan plan = new ExportPlan(
                all.topic(), all.topicId(), all.format(), "VALIDATION", 7, all.shardBytes(), 1, all.from(), all.to());
        Exporter exporter =
                new Exporter(plan, trace -> trace.getQuestion().getSample() == 1, topic.decoder(), new Listener());
        exporter.run(directory.resolve("split"), topic.consumer(ROWS), () -> false);

        List<Integer> expected = topic.rows().stream()
                .map(Row::trace)
                .filter(trace -> trace.getSplit() == Split.VALIDATION)
                .map(trace -> trace.getQuestion().getSample())
                .filter(sample -> sample != 1)
                .toList();
        assertThat(lines("split"))
                .extracting(line -> line.path("question").path("sample").intValue())
                .isEqualTo(expected)
                .isNotEmpty();
    }

    @Test
    void theSplitsTogetherHaveEveryRowAndNoContextIsInTwo() throws IOException {
        ExportPlan all = topic.plan(ExportFormat.JSONL, 7);
        Map<String, String> splitOfContext = new TreeMap<>();
        int rows = 0;
        for (Split split : Split.values()) {
            ExportPlan plan = new ExportPlan(
                    all.topic(),
                    all.topicId(),
                    all.format(),
                    split.name(),
                    7,
                    all.shardBytes(),
                    0,
                    all.from(),
                    all.to());
            export(plan, split.name(), ROWS, () -> false);
            for (JsonNode line : lines(split.name())) {
                JsonNode context = line.path("question").path("context").path("contextId");
                assertThat(splitOfContext.putIfAbsent(context.textValue(), split.name()))
                        .isIn(null, split.name());
                rows++;
            }
        }

        assertThat(rows).isEqualTo(ROWS);
        assertThat(splitOfContext.values()).contains("TRAIN", "VALIDATION", "TEST");
    }

    @Test
    void shardsEndWithTheBytesOfTheirEvents() throws IOException {
        ExportPlan all = topic.plan(ExportFormat.CHAT, 7);
        ExportPlan plan =
                new ExportPlan(all.topic(), all.topicId(), all.format(), null, 1000, 1 << 20, 0, all.from(), all.to());
        export(plan, "bytes", ROWS, () -> false);

        assertThat(files("bytes").keySet())
                .filteredOn(name -> name.startsWith("traces-"))
                .hasSize(4);
    }

    @Test
    void whatIsNoTraceIsSaidAndLeftOut() throws IOException {
        topic.add("no Avro".getBytes());
        topic.add(null);

        export(topic.plan(ExportFormat.JSONL, 100), "rows", ROWS, () -> false);

        assertThat(lines("rows")).hasSize(ROWS);
        assertThat(unreadable).hasSize(1);
    }

    @Test
    void withoutTheRegistryAnExportEndsAndLeavesNothingOut() throws IOException {
        Deserializer<Trace> decoder = EventSerdes.from(Map.of("schema.registry.url", "http://localhost:1"))
                .of(new Topics("ida.", 2).traces())
                .deserializer();
        Exporter exporter = new Exporter(topic.plan(ExportFormat.JSONL, 7), trace -> false, decoder, new Listener());

        assertThatThrownBy(() -> exporter.run(directory.resolve("rows"), topic.consumer(ROWS), () -> false))
                .isInstanceOf(RegistryUnavailableException.class);

        assertThat(unreadable).isEmpty();
        export(topic.plan(ExportFormat.JSONL, 7), "rows", ROWS, () -> false);
        assertThat(lines("rows")).hasSize(ROWS);
    }

    @Test
    void anotherExportIsNotMixedIn() throws IOException {
        export(topic.plan(ExportFormat.JSONL, 7), "rows", ROWS, () -> false);

        assertThatThrownBy(() -> export(topic.plan(ExportFormat.JSONL, 8), "rows", ROWS, () -> false))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("another export, with shardRows 7, not 8.")
                .hasMessageContaining("choose another directory");
    }

    @Test
    void anExportOfAnotherTopicOfThatNameIsNotMixedIn() throws IOException {
        ExportPlan begun = topic.plan(ExportFormat.JSONL, 7);
        export(begun, "rows", ROWS, () -> false);
        ExportPlan anew = new ExportPlan(
                begun.topic(), "made-anew", begun.format(), null, 7, begun.shardBytes(), 0, begun.from(), begun.to());

        assertThatThrownBy(() -> export(anew, "rows", ROWS, () -> false))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("from another ida.traces");
    }

    @Test
    void aPlanOfAnotherVersionIsSaid() throws IOException {
        ExportPlan plan = topic.plan(ExportFormat.JSONL, 7);
        ObjectNode older = Json.MAPPER.valueToTree(plan);
        older.remove("topicId");
        Files.writeString(directory.resolve(ExportDirectory.PLAN), older.toString());

        assertThatThrownBy(() -> Exporter.begun(directory))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("by this version")
                .hasMessageContaining("topicId");
    }

    @Test
    void aDirectoryWithOtherFilesIsLeftAlone() throws IOException {
        Files.createDirectories(directory.resolve("mine"));
        Files.writeString(directory.resolve("mine").resolve("thesis.txt"), "years");

        assertThatThrownBy(() -> export(topic.plan(ExportFormat.JSONL, 7), "mine", ROWS, () -> false))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("empty directory");
    }

    @Test
    void offsetsThatTheTopicDoesNotHaveAreSaid() {
        ExportPlan all = topic.plan(ExportFormat.JSONL, 7);
        SortedMap<Integer, Long> beyond = new TreeMap<>(Map.of(0, 10_000L, 1, 3L));
        ExportPlan plan = new ExportPlan(all.topic(), all.topicId(), all.format(), null, 7, 1, 0, all.from(), beyond);

        assertThatThrownBy(() -> export(plan, "beyond", ROWS, () -> false))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("ends at offset")
                .hasMessageContaining("10000");
        assertThat(directory.resolve("beyond")).doesNotExist();
    }

    @Test
    void anExportThatFollowsBeginsBeforeTheEndOfTheTopic() {
        ExportPlan all = topic.plan(ExportFormat.JSONL, 7);
        SortedMap<Integer, Long> beyond = new TreeMap<>(Map.of(0, 0L, 1, 10_000L));
        ExportPlan plan =
                new ExportPlan(all.topic(), all.topicId(), all.format(), null, 7, 1, 0, beyond, new TreeMap<>());

        assertThatThrownBy(() -> export(plan, "beyond", ROWS, () -> true))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("before 10000. Begin earlier.");
    }

    @Test
    void rowsThatAreDeletedBeforeTheyAreReadEndTheExport() {
        MockConsumer<byte[], byte[]> consumer = topic.consumer(1);
        AtomicInteger asked = new AtomicInteger();
        BooleanSupplier deletes = () -> {
            if (asked.incrementAndGet() == 20) {
                consumer.updateBeginningOffsets(topic.byPartition(partition -> 25L));
            }
            return false;
        };
        Exporter exporter =
                new Exporter(topic.plan(ExportFormat.JSONL, 7), trace -> false, topic.decoder(), new Listener());

        assertThatThrownBy(() -> exporter.run(directory.resolve("rows"), consumer, deletes))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("were deleted before they were read")
                .hasMessageContaining("another directory");
    }

    private ExportSummary export(ExportPlan plan, String name, int perPoll, BooleanSupplier stopped)
            throws IOException {
        return new Exporter(plan, trace -> false, topic.decoder(), new Listener())
                .run(directory.resolve(name), topic.consumer(perPoll), stopped);
    }

    private List<JsonNode> lines(String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String file : files(name).keySet()) {
            if (file.startsWith("traces-")) {
                for (String line :
                        Files.readString(directory.resolve(name).resolve(file)).split("\n")) {
                    lines.add(Json.MAPPER.readTree(line));
                }
            }
        }
        return lines;
    }

    /** Hashes of files by name. */
    private SortedMap<String, String> files(String name) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory.resolve(name))) {
            for (Path file : files.toList()) {
                hashes.put(file.getFileName().toString(), sha256(file));
            }
        }
        return hashes;
    }

    private final class Listener implements Exporter.Progress {
        @Override
        public void shardCompleted(String file, long samples, long bytes) {
            assertThat(bytes).isPositive();
        }

        @Override
        public void unreadable(int partition, long offset, String reason) {
            unreadable.add(partition + "@" + offset + " " + reason);
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
