package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.bench.AssistOptions.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("long")
class AssistBenchIT {
    @ParameterizedTest
    @EnumSource
    void theStageAnswersAsTheBareNetworkDoes(Entry entry) throws Exception {
        AssistOptions options =
                new AssistOptions(16, 1, 4, 4, 8, 2, 100, entry, 4, 1, 1, 50, 5, Duration.ofMinutes(1), Map.of());
        List<String> progress = new ArrayList<>();

        AssistReport report = AssistBench.run(options, progress::add);

        assertThat(report.ratio()).isPositive();
        assertThat(report.sameAnswers()).isGreaterThanOrEqualTo(0.99);
        assertThat(report.meanBatch()).isBetween(1.0, 8.0);
        assertThat(report.largestBatch()).isBetween(1, 8);
        assertThat(report.callShare()).isPositive();
        assertThat(report.latencyP50Millis()).isPositive().isLessThanOrEqualTo(report.latencyP95Millis());
        assertThat(report.bareLatencyP50Millis()).isPositive();
        assertThat(progress).isNotEmpty();
    }
}
