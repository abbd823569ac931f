package io.ida.bench;

import io.ida.dataset.ExportFormat;
import java.util.List;
import java.util.Set;

/**
 * What a measurement of exports is made of.
 *
 * @param rows traces in the topic
 * @param partitions of the topic
 * @param formats what is exported: formats in which every trace makes a sample
 * @param warmUps unmeasured turns before
 * @param repeats turns, of which medians are taken
 */
public record ExportOptions(int rows, int partitions, List<ExportFormat> formats, int warmUps, int repeats) {
    /** Their samples are fewer or more than the traces, so that their rate is no rate of traces. */
    private static final Set<ExportFormat> OTHER_SAMPLES = Set.of(ExportFormat.STEPWISE, ExportFormat.PREFERENCE);

    /** What is measured unless something else is asked for. */
    public static final ExportOptions DEFAULT = new ExportOptions(
            200_000,
            4,
            List.of(
                    ExportFormat.JSONL,
                    ExportFormat.PROMPT_COMPLETION,
                    ExportFormat.CHAT,
                    ExportFormat.OPENAI_TOOL_CALLS,
                    ExportFormat.PARQUET,
                    ExportFormat.MDS,
                    ExportFormat.WEBDATASET),
            4,
            5);

    /** @throws IllegalArgumentException if a number is out of range, or not every trace makes a sample in a format */
    public ExportOptions {
        AtLeast.require(1, rows, "rows");
        AtLeast.require(1, partitions, "partitions");
        AtLeast.require(1, warmUps, "warm-ups");
        AtLeast.require(1, repeats, "repeats");
        AtLeast.require(1, formats.size(), "formats");
        formats = List.copyOf(formats);
        for (ExportFormat format : formats) {
            if (OTHER_SAMPLES.contains(format)) {
                throw new IllegalArgumentException(
                        "The format " + format + " cannot be measured: not every trace makes a sample in it.");
            }
        }
    }
}
