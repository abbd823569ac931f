package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainBenchIT {
    @Test
    void versionsAreTrainedOnTheWindowAndCompared() throws Exception {
        TrainOptions options = new TrainOptions(16, 1, 4, 6, 4, 2, 10, 5, 2, 4, 2, 1, Duration.ofMinutes(1), Map.of());
        List<String> progress = new ArrayList<>();

        TrainReport report = TrainBench.run(options, progress::add);

        assertThat(report.ratio()).isPositive();
        assertThat(report.examplesPerSecond()).isPositive();
        assertThat(report.bareExamplesPerSecond()).isPositive();
        assertThat(report.rssBytes()).hasSize(3).doesNotContain(0L);
        assertThat(report.batch()).isEqualTo(10);
        assertThat(progress).hasSize(4);
    }
}
