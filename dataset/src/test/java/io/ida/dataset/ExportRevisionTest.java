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

        assertThat(ExportPlan.REVISION).isEqualTo(1);
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
                    traces-00000-00000000000000000000.jsonl 7761236e
                    traces-00000-00000000000000000027.jsonl 2f371966
                    traces-00001-00000000000000000000.jsonl 8d9d0a0b
                    traces-00001-00000000000000000027.jsonl bdf3f583
                    """;
            case PROMPT_COMPLETION -> """
                    traces-00000-00000000000000000000.jsonl db6d3ce5
                    traces-00001-00000000000000000000.jsonl 37ba6498
                    """;
            case CHAT -> """
                    traces-00000-00000000000000000000.jsonl 55b3502c
                    traces-00001-00000000000000000000.jsonl f661c0e3
                    """;
            case OPENAI_TOOL_CALLS -> """
                    traces-00000-00000000000000000000.jsonl cb565a5c
                    traces-00001-00000000000000000000.jsonl 6fcd1df3
                    """;
            case TRL_TOOL_CALLS -> """
                    traces-00000-00000000000000000000.jsonl 2728276e
                    traces-00001-00000000000000000000.jsonl 3fe80a3a
                    """;
            case STEPWISE -> """
                    traces-00000-00000000000000000000.jsonl d8e6b99b
                    traces-00001-00000000000000000000.jsonl 3ce2ef07
                    """;
            case PREFERENCE -> """
                    traces-00000-00000000000000000000.jsonl b84bc033
                    traces-00000-00000000000000000025.jsonl a6ecbf8f
                    traces-00001-00000000000000000000.jsonl b1bdc2a2
                    """;
            case PARQUET -> """
                    traces-00000-00000000000000000000.parquet f26ae1e5
                    traces-00000-00000000000000000027.parquet 61c1be14
                    traces-00001-00000000000000000000.parquet aad484f4
                    traces-00001-00000000000000000027.parquet c176190c
                    """;
            case MDS -> """
                    traces-00000-00000000000000000000.mds 2e73923f
                    traces-00000-00000000000000000027.mds dc73c07b
                    traces-00001-00000000000000000000.mds 2e7c073c
                    traces-00001-00000000000000000027.mds 1d067143
                    """;
            case WEBDATASET -> """
                    traces-00000-00000000000000000000.tar 90477c0a
                    traces-00000-00000000000000000027.tar fa14fd58
                    traces-00001-00000000000000000000.tar 61980796
                    traces-00001-00000000000000000027.tar 2365e6a2
                    """;
        };
    }
}
