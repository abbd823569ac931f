package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class PipelineBenchIT {
    @Test
    void aSmallRunFillsEveryFieldOfTheReport() throws Exception {
        BenchOptions options = new BenchOptions(200, 1_000, 16, 4, 1, 1, 5, Duration.ofMinutes(1), Map.of());
        List<String> progress = new ArrayList<>();

        BenchReport report = PipelineBench.run(options, progress::add);

        assertThat(report.ratio()).isPositive();
        assertThat(report.questionsPerSecond()).isPositive();
        assertThat(report.latencyP50Millis()).isPositive().isLessThanOrEqualTo(report.latencyP95Millis());
        assertThat(report.peakRssBytes()).isNotZero();
        assertThat(report.recordValueBytes()).isPositive();
        assertThat(report.recordsByTopic())
                .containsEntry("ida.questions", 200L)
                .containsEntry("ida.results", 200L)
                .containsEntry("ida.amplifications", 200L)
                .containsEntry("ida.subquestions", 0L);
        assertThat(report.recordsByTopic().get("ida.assists"))
                .describedAs("two asks a question, but for those that repeat themselves")
                .isBetween(350L, 400L);
        assertThat(progress).isNotEmpty();
    }
}
