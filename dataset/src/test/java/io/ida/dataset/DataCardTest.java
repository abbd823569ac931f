package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.events.Answer;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataCardTest {
    @TempDir
    private Path directory;

    private final TraceTopic topic = new TraceTopic(Traces.of(60));

    @ParameterizedTest
    @EnumSource
    void aCardNamesTheSplitThatWasAskedFor(Split split) throws IOException {
        Exports exports = new Exports(directory, topic);

        exports.whole(topic.plan(ExportFormat.CHAT, 7, split), "split");

        assertThat(exports.card("split"))
                .contains("- split: " + split.name().toLowerCase() + "\n", "of the split " + split);
    }

    @Test
    void whereRowsOfAllSplitsAreTheCardNamesNoneOfThem() throws IOException {
        Exports exports = new Exports(directory, topic);

        exports.whole(topic.plan(ExportFormat.PARQUET, 7), "all");

        assertThat(exports.card("all")).contains("- split: traces\n    path: traces-*.parquet\n", "of all splits");
    }

    @ParameterizedTest
    @EnumSource
    void untilABoundedExportIsCompleteReadersFindNothingByItsCard(ExportFormat format) throws IOException {
        ExportPlan plan = topic.plan(format, 3);
        Exports exports = new Exports(directory, topic);

        ExportSummary part = exports.stopped(plan, "rows", 40);

        assertThat(part.complete()).isFalse();
        assertThat(part.rows()).isPositive();
        assertThat(exports.card("rows"))
                .contains("This export is not complete", "path: this-export-is-not-complete-see-README.md")
                .doesNotContain("path: traces-");
        assertThat(exports.files("rows")).doesNotContainKeys("index.json", ExportDirectory.COMPLETE);

        ExportSummary all = exports.whole(plan, "rows");

        assertThat(all.complete()).isTrue();
        assertThat(exports.card("rows")).doesNotContain("not complete", "not-complete");
        assertThat(exports.files("rows")).containsKey(ExportDirectory.COMPLETE);
        assertThat(exports.files("rows").containsKey("index.json")).isEqualTo(format == ExportFormat.MDS);
    }

    @Test
    void theCardOfAPartSaysHowFarItsFilesReach() throws IOException {
        ExportPlan plan = topic.plan(ExportFormat.JSONL, 7);
        Exports exports = new Exports(directory, topic);

        exports.stopped(plan, "rows", 40);

        TreeMap<Integer, Long> reached = new TreeMap<>(plan.from());
        ShardIndex.read(
                directory.resolve("rows").resolve(ExportDirectory.INDEX),
                entry -> reached.put(entry.partition(), entry.lastOffset() + 1));
        assertThat(reached).isNotEqualTo(plan.from()).isNotEqualTo(plan.to());
        for (int partition : plan.from().keySet()) {
            assertThat(exports.card("rows"))
                    .contains("| " + partition + " | 0 | " + plan.end(partition) + " | " + reached.get(partition)
                            + " |\n");
        }
    }

    @Test
    void anExportThatDiesLeavesACardThatSaysThatItIsAPart() throws IOException {
        Exports exports = new Exports(directory, topic);
        Exporter.Progress dies = new Exporter.Progress() {
            @Override
            public void shardCompleted(String file, long samples, long bytes) {
                throw new IllegalStateException("died");
            }

            @Override
            public void unreadable(int partition, long offset, String reason) {
                throw new AssertionError(reason);
            }
        };

        assertThatThrownBy(
                        () -> new Exporter(topic.plan(ExportFormat.PARQUET, 7), trace -> false, topic.decoder(), dies)
                                .run(directory.resolve("rows"), topic.consumer(1), () -> false))
                .hasMessage("died");

        assertThat(exports.shards("rows")).isNotEmpty();
        assertThat(exports.card("rows")).contains("This export is not complete");
    }

    @Test
    void anExportThatFollowsOffersWhatIsThere() throws IOException {
        ExportPlan all = topic.plan(ExportFormat.MDS, 7);
        ExportPlan plan = new ExportPlan(
                all.topic(), all.topicId(), all.format(), null, 7, all.shardBytes(), 0, all.from(), new TreeMap<>());
        Exports exports = new Exports(directory, topic);

        ExportSummary summary = exports.stopped(plan, "followed", 60);

        assertThat(summary.complete()).isFalse();
        assertThat(summary.rows()).isPositive();
        assertThat(exports.card("followed"))
                .contains("follows its topic", "| 0 | 0 | followed | ")
                .doesNotContain("not complete");
        assertThat(exports.files("followed")).containsKey("index.json");
    }

    @Test
    void namesShowAsTheyAreInTables() throws IOException {
        Trace trace = Traces.trace(0, "text");
        Trace named = Trace.newBuilder(trace)
                .setQuestion(Question.newBuilder(trace.getQuestion())
                        .setTask("a|b\n| c | 7 |")
                        .build())
                .setAnswer(Answer.newBuilder(trace.getAnswer())
                        .setAnsweredBy(new Answerer(AnswererKind.SUPERVISOR, "scripted?error=0.1\\|x", 1))
                        .build())
                .build();
        TraceTopic odd = new TraceTopic(List.of(named, Traces.trace(1, "text")));
        Exports exports = new Exports(directory, odd);

        exports.whole(odd.plan(ExportFormat.JSONL, 7), "odd");

        assertThat(exports.card("odd"))
                .contains("\n| a\\|b \\| c \\| 7 \\| | 1 |\n", "\n| scripted?error=0.1\\\\\\|x@1 | 1 |\n");
    }
}
