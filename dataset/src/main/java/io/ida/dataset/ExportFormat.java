package io.ida.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an export writes. The names are those of the option {@code --format}. Those can be had without Parquet's library, which
 * the images of stages lack.
 */
public enum ExportFormat {
    /** Whole rows, one JSON object a line, nothing lost. */
    JSONL("jsonl", ".jsonl", lines(RowJson::write), JsonLinesShard::new, Features.rows()),

    /** What X is asked and what the team answered, as TRL reads it. */
    PROMPT_COMPLETION(
            "prompt-completion",
            ".jsonl",
            lines(PromptCompletion::write),
            JsonLinesShard::new,
            Features.PROMPT_COMPLETION),

    /** The same as the messages of a chat, as TRL and OpenAI read them. */
    CHAT("chat", ".jsonl", lines(ChatMessages::write), JsonLinesShard::new, Features.CHAT),

    /** H's moves as tool calls, as OpenAI reads them. */
    OPENAI_TOOL_CALLS(
            "openai-tool-calls", ".jsonl", lines(ToolCalls.openAi()), JsonLinesShard::new, Features.openAiToolCalls()),

    /** H's moves as tool calls, as TRL and chat templates read them. */
    TRL_TOOL_CALLS("trl-tool-calls", ".jsonl", lines(ToolCalls.trl()), JsonLinesShard::new, Features.trlToolCalls()),

    /** Steps with verdicts, as TRL reads them. */
    STEPWISE("stepwise", ".jsonl", lines(StepwiseSupervision::write), JsonLinesShard::new, Features.STEPWISE),

    /** Pairs of a good and a bad answer, as TRL reads them. */
    PREFERENCE("preference", ".jsonl", lines(PreferencePairs::write), JsonLinesShard::new, Features.PREFERENCE),

    /** Whole rows as nested columns. */
    // Not ParquetShard::new, which looks for the library as soon as there are formats.
    PARQUET("parquet", ".parquet", unused -> RowEncoder.NONE, file -> new ParquetShard(file), ""),

    /** MosaicML Streaming shards. */
    MDS("mds", ".mds", MdsShard::encoder, MdsShard::new, ""),

    /** Tar files for WebDataset. */
    WEBDATASET("webdataset", ".tar", TarShard::encoder, TarShard::new, "");

    private final String optionName;
    private final String extension;
    private final RowEncoder.Factory encoders;
    private final Opener opener;
    private final String features;

    ExportFormat(String optionName, String extension, RowEncoder.Factory encoders, Opener opener, String features) {
        this.optionName = optionName;
        this.extension = extension;
        this.encoders = encoders;
        this.opener = opener;
        this.features = features;
    }

    /** Begins a shard in a file that is not there yet. */
    @FunctionalInterface
    private interface Opener {
        Shard open(ExportFile file) throws IOException;
    }

    private static RowEncoder.Factory lines(Samples samples) {
        return JsonLinesShard.lines(samples);
    }

    /** The format of a name, if there is one. */
    public static Optional<ExportFormat> of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.optionName.equals(name))
                .findFirst();
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ExportFormat::toString).toList();
    }

    /** What the names of shards end with. */
    String extension() {
        return extension;
    }

    RowEncoder.Factory encoders() {
        return encoders;
    }

    Shard open(ExportFile file) throws IOException {
        return opener.open(file);
    }

    /** Columns and their types as Hugging Face reads them, in YAML; empty where the files say it themselves. */
    String features() {
        return features;
    }

    @Override
    public String toString() {
        return optionName;
    }
}
