package io.ida.bench;

import io.ida.dataset.ExportFormat;
import java.util.List;

/**
 * What a measurement of exports is made of.
 *
 * @param rows traces in the topic
 * @param formats what is exported
 * @param repeats turns, of which medians are taken; one more before them does not count
 */
public record ExportOptions(int rows, List<ExportFormat> formats, int repeats) {
    /** What is measured unless something else is asked for: the formats that every fit trace makes a sample in. */
    public static final ExportOptions DEFAULT = new ExportOptions(
            200_000,
            List.of(
                    ExportFormat.JSONL,
                    ExportFormat.PROMPT_COMPLETION,
                    ExportFormat.CHAT,
                    ExportFormat.OPENAI_TOOL_CALLS,
                    ExportFormat.PARQUET,
                    ExportFormat.MDS,
                    ExportFormat.WEBDATASET),
            3);

    /** @throws IllegalArgumentException if a number is out of range */
    public ExportOptions {
        AtLeast.require(1, rows, "rows");
        AtLeast.require(1, repeats, "repeats");
        AtLeast.require(1, formats.size(), "formats");
        formats = List.copyOf(formats);
    }
}
