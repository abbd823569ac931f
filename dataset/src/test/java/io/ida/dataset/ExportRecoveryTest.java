package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that go on after something went wrong with their directory or their topic. */
class ExportRecoveryTest {
    @TempDir
    private Path directory;

    private final TraceTopic topic = new TraceTopic(Traces.of(60));

    @Test
    void aShardWithoutALineIsRemovedAndNothingElseIs() throws IOException {
        ExportPlan plan = topic.plan(ExportFormat.PARQUET, 7);
        Exports exports = new Exports(directory, topic);
        exports.stopped(plan, "killed", 50);
        List<String> index = exports.index("killed");
        List<String> shards = exports.shards("killed");
        Path killed = exports.directory("killed");
        Files.write(killed.resolve(ExportDirectory.INDEX), index.subList(0, index.size() - 1));
        Files.writeString(killed.resolve("traces-notes.md"), "mine");

        exports.stopped(plan, "killed", 0);

        assertThat(shards).hasSize(index.size()).hasSizeGreaterThan(1);
        assertThat(exports.shards("killed"))
                .hasSize(index.size())
                .contains("traces-notes.md")
                .containsAll(exports.indexed("killed"));
    }

    @Test
    void aLineThatIsTornInsideOfACharacterIsCut() throws IOException {
        List<Trace> traces = Traces.of(20).stream()
                .map(trace -> Trace.newBuilder(trace)
                        .setQuestion(Question.newBuilder(trace.getQuestion())
                                .setTask("t\u00e2che \ud83d\ude00")
                                .build())
                        .build())
                .toList();
        TraceTopic foreign = new TraceTopic(traces);
        ExportPlan plan = foreign.plan(ExportFormat.JSONL, 7);
        Exports exports = new Exports(directory, foreign);
        exports.whole(plan, "whole");
        exports.whole(plan, "torn");
        Path index = exports.directory("torn").resolve(ExportDirectory.INDEX);
        byte[] lines = Files.readAllBytes(index);
        int inside = new String(lines, StandardCharsets.ISO_8859_1).lastIndexOf("\u00f0\u009f\u0098\u0080") + 2;
        assertThat(inside).isGreaterThan(lines.length / 2);
        Files.write(index, Arrays.copyOf(lines, inside));

        exports.whole(plan, "torn");

        assertThat(exports.files("torn")).isEqualTo(exports.files("whole"));
    }

    @Test
    void shardsThatAreNotThereInFullAreWrittenAgain() throws IOException {
        ExportPlan plan = topic.plan(ExportFormat.MDS, 7);
        Exports exports = new Exports(directory, topic);
        exports.whole(plan, "whole");
        exports.whole(plan, "lost");
        List<String> shards = exports.indexed("lost");
        Path missing = exports.directory("lost").resolve(shards.get(1));
        Path torn = exports.directory("lost").resolve(shards.get(shards.size() - 1));
        Files.delete(missing);
        Files.write(torn, Arrays.copyOf(Files.readAllBytes(torn), 10));

        ExportSummary part = exports.stopped(plan, "lost", 0);

        assertThat(exports.lost())
                .containsExactly(
                        shards.get(1) + " is missing",
                        shards.get(shards.size() - 1) + " has 10 bytes instead of "
                                + Files.size(exports.directory("whole").resolve(torn.getFileName())));
        assertThat(part.complete()).isFalse();
        assertThat(exports.card("lost")).contains("This export is not complete");
        assertThat(exports.files("lost")).doesNotContainKey("index.json");
        assertThat(exports.shards("lost")).isEqualTo(exports.indexed("lost"));

        exports.whole(plan, "lost");

        assertThat(exports.files("lost")).isEqualTo(exports.files("whole"));
    }

    @Test
    void aLostShardWhoseRowsAreDeletedIsSaidAndTheOthersStay() throws IOException {
        ExportPlan plan = topic.plan(ExportFormat.JSONL, 7);
        Exports exports = new Exports(directory, topic);
        exports.whole(plan, "lost");
        String first = exports.indexed("lost").get(0);
        Files.delete(exports.directory("lost").resolve(first));
        SortedMap<String, String> before = exports.files("lost");

        assertThatThrownBy(() -> exports.run(plan, "lost", beginningAt(Map.of(0, 20L, 1, 0L)), () -> false))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("0 is deleted. Export what is left to another directory.");

        assertThat(exports.lost()).containsExactly(first + " is missing");
        assertThat(exports.files("lost")).isEqualTo(before);
    }

    @Test
    void aFinishedExportStandsWhenItsRowsAreDeleted() throws IOException {
        ExportPlan plan = topic.plan(ExportFormat.CHAT, 7, Split.TEST);
        Exports exports = new Exports(directory, topic);
        exports.whole(plan, "finished");
        assertThat(Recovery.of(exports.directory("finished"), plan).reached())
                .as("the last rows are of other splits")
                .isNotEqualTo(plan.to());
        SortedMap<String, String> before = exports.files("finished");

        ExportSummary again = exports.run(plan, "finished", beginningAt(plan.to()), () -> false);

        assertThat(again.complete()).isTrue();
        assertThat(exports.files("finished")).isEqualTo(before);
    }

    @Test
    void aPartitionThatIsCompleteIsNotReadAgainForTheSakeOfAnother() throws IOException {
        ExportPlan plan = topic.plan(ExportFormat.CHAT, 7, Split.TEST);
        Exports exports = new Exports(directory, topic);
        exports.whole(plan, "finished");
        SortedMap<String, String> before = exports.files("finished");
        Files.delete(exports.directory("finished")
                .resolve(exports.indexed("finished").get(0)));

        exports.run(plan, "finished", beginningAt(Map.of(0, 0L, 1, plan.end(1))), () -> false);

        assertThat(exports.files("finished")).isEqualTo(before);
    }

    @Test
    void anExportOfAnotherRevisionDoesNotGoOn() throws IOException {
        ExportPlan plan = topic.plan(ExportFormat.JSONL, 7);
        Exports exports = new Exports(directory, topic);
        exports.stopped(plan, "older", 40);
        Path file = exports.directory("older").resolve(ExportDirectory.PLAN);
        for (ObjectNode older : List.of(
                Json.MAPPER.<ObjectNode>valueToTree(plan).put("revision", ExportPlan.REVISION + 1),
                Json.MAPPER.<ObjectNode>valueToTree(plan).without("revision"))) {
            Files.writeString(file, older.toString());
            SortedMap<String, String> before = exports.files("older");

            assertThatThrownBy(() -> exports.whole(plan, "older"))
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("revision " + older.path("revision").asInt() + ", not " + ExportPlan.REVISION)
                    .hasMessageContaining("Finish it with that version, or export to an empty directory.");

            assertThat(exports.files("older")).isEqualTo(before);
        }
    }

    private MockConsumer<byte[], byte[]> beginningAt(Map<Integer, Long> offsets) {
        MockConsumer<byte[], byte[]> consumer = topic.consumer(1);
        Map<TopicPartition, Long> beginnings = topic.byPartition(offsets::get);
        consumer.updateBeginningOffsets(beginnings);
        return consumer;
    }
}
