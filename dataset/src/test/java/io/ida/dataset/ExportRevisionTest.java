package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What this revision makes of some rows. Where it changes, by intent or with a library, raise {@link ExportPlan#REVISION} and
 * put here what the new one makes: an export that was begun before must not go on with other bytes.
 */
class ExportRevisionTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void aRevisionKeepsItsBytes(ExportFormat format) throws IOException {
        TraceTopic topic = new TraceTopic(Traces.of(60));
        Exports exports = new Exports(directory, topic);

        exports.whole(topic.plan(format, 25), "rows");

        assertThat(ExportPlan.REVISION).isEqualTo(2);
        assertThat(bytes(exports)).isEqualTo(bytes(format));
    }

    /** The names of the shards and the beginnings of their hashes. */
    private static String bytes(Exports exports) throws IOException {
        StringBuilder lines = new StringBuilder();
        ShardIndex.read(
                exports.directory("rows").resolve(ExportDirectory.INDEX),
                entry -> lines.append(entry.file())
                        .append(' ')
                        .append(entry.sha256(), 0, 8)
                        .append('\n'));
        return lines.toString();
    }

    private static String bytes(ExportFormat format) {
        return switch (format) {
            case JSONL -> """
                    traces-00000-00000000000000000000.jsonl 6e9ec940
                    traces-00000-00000000000000000027.jsonl dcbc4464
                    traces-00001-00000000000000000000.jsonl f95cc1ee
                    traces-00001-00000000000000000027.jsonl 3308dc52
                    """;
            case PROMPT_COMPLETION -> """
                    traces-00000-00000000000000000000.jsonl 93950b89
                    traces-00001-00000000000000000000.jsonl e82c472a
                    """;
            case CHAT -> """
                    traces-00000-00000000000000000000.jsonl 1119825c
                    traces-00001-00000000000000000000.jsonl 2de68458
                    """;
            case OPENAI_TOOL_CALLS -> """
                    traces-00000-00000000000000000000.jsonl c10ff63b
                    traces-00001-00000000000000000000.jsonl 4a185683
                    """;
            case TRL_TOOL_CALLS -> """
                    traces-00000-00000000000000000000.jsonl 4cad6932
                    traces-00001-00000000000000000000.jsonl f4f7be0e
                    """;
            case STEPWISE -> """
                    traces-00000-00000000000000000000.jsonl 4de16278
                    traces-00001-00000000000000000000.jsonl 29f976e0
                    """;
            case PREFERENCE -> """
                    traces-00000-00000000000000000000.jsonl 56b9df8d
                    traces-00001-00000000000000000000.jsonl cb74948a
                    """;
            case PARQUET -> """
                    traces-00000-00000000000000000000.parquet 4fc56a2f
                    traces-00000-00000000000000000027.parquet 79cecf42
                    traces-00001-00000000000000000000.parquet 82a9371e
                    traces-00001-00000000000000000027.parquet 17f01add
                    """;
            case MDS -> """
                    traces-00000-00000000000000000000.mds 888814ee
                    traces-00000-00000000000000000027.mds 471a61f7
                    traces-00001-00000000000000000000.mds fcec4c80
                    traces-00001-00000000000000000027.mds e17871fb
                    """;
            case WEBDATASET -> """
                    traces-00000-00000000000000000000.tar 8cb689ea
                    traces-00000-00000000000000000027.tar bbf84645
                    traces-00001-00000000000000000000.tar 03835797
                    traces-00001-00000000000000000027.tar 2514264e
                    """;
        };
    }
}
