package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.dataset.ExportFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class ExportBenchIT {
    @Test
    void everyFormatIsMeasuredAgainstTheBareConsumer() throws Exception {
        ExportOptions options = new ExportOptions(500, 1, List.of(ExportFormat.JSONL, ExportFormat.PARQUET), 1, 2);
        List<String> progress = new ArrayList<>();

        ExportReport report = ExportBench.run(options, progress::add);

        assertThat(report.ratio()).containsOnlyKeys("jsonl", "parquet");
        assertThat(report.tracesPerSecond().values())
                .allSatisfy(rate -> assertThat(rate).isPositive());
        assertThat(report.bareTracesPerSecond()).isPositive();
        assertThat(report.rssBytes()).hasSize(3).doesNotContain(0L);
        assertThat(report.bytes()).isGreaterThan(500 * 100);
        assertThat(progress).hasSize(5);
        assertThat(report.table()).containsPattern("partitions +1\\R").contains("jsonl", "parquet", "ratio");
    }
}
