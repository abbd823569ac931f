package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class ScalingBenchIT {
    @Test
    void everyStageIsMeasuredAloneAndTheSlowModelByItsCalls() throws Exception {
        ScalingOptions options = new ScalingOptions(
                500, List.of(1), List.of(1, 20), Duration.ofMillis(20), 10, 4, Duration.ofMinutes(1));

        ScalingReport report = ScalingBench.run(options, new ArrayList<>()::add);

        assertThat(report.questionsPerSecond()).containsOnlyKeys("decompose", "assist", "synthesize", "distill");
        assertThat(report.questionsPerSecond().values())
                .allSatisfy(rates -> assertThat(rates.get(1)).isPositive());
        assertThat(report.answersPerSecond()).containsOnlyKeys(1, 20);
        assertThat(report.shareOfIdeal().get(20))
                .isEqualTo(report.answersPerSecond().get(20) / (20 * 50));
        assertThat(report.table()).contains("decompose", "20 calls in flight");
    }
}
