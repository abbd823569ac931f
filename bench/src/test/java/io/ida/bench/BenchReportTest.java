package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.bench.PipelineLoad.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private static final BenchOptions OPTIONS =
            new BenchOptions(100, 1000, 16, 2, 3, 1, 2, Duration.ofSeconds(1), Map.of());
    private static final Map<String, Tally> RECORDS =
            Map.of("ida.questions", new Tally(100, 1000, 20_000), "ida.assists", new Tally(200, 2000, 40_000));

    @Test
    void jsonIsOneObjectWithTheAgreedNames() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report(4096).json());

        assertThat(json.get("ratio").asDouble()).isEqualTo(0.5);
        assertThat(json.get("questionsPerSecond").asDouble()).isEqualTo(50);
        assertThat(json.get("latencyP50Millis").asDouble()).isEqualTo(15);
        assertThat(json.get("latencyP95Millis").asDouble()).isEqualTo(20);
        assertThat(json.get("peakRssBytes").asLong()).isEqualTo(4096);
        assertThat(json.get("pipelineCpuMicrosPerHop").asDouble()).isEqualTo(10);
        assertThat(json.get("recordValueBytes").asInt()).isEqualTo(200);
        assertThat(json.get("hopsPerQuestion").asDouble()).isEqualTo(3);
        assertThat(json.get("recordsByTopic").get("ida.assists").asLong()).isEqualTo(200);
    }

    @Test
    void theRatioIsTakenWithinTurnsSoThatDriftOfTheMachineCancelsOut() {
        BenchReport report = report(4096);

        assertThat(report.pipelineHopsPerSecond()).isEqualTo(150);
        assertThat(report.chainHopsPerSecond()).isEqualTo(300);
        assertThat(report.ratio()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void theTableSaysWhereMemoryIsUnknown() {
        assertThat(report(ProcessMemory.UNKNOWN).table()).contains("peak memory   unknown");
        assertThat(report(5_000_000).table()).contains("peak memory   5 MB").contains("ratio         0.50");
    }

    @Test
    void optionsWithoutAnythingToMeasureAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BenchOptions(0, 1, 16, 1, 1, 1, 1, Duration.ofSeconds(1), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BenchOptions(1, 1, 65, 1, 1, 1, 1, Duration.ofSeconds(1), Map.of()));
    }

    private static BenchReport report(long peakRssBytes) {
        return BenchReport.of(
                OPTIONS,
                4,
                List.of(pipeline(1000), pipeline(2000), pipeline(4000)),
                List.of(chain(600), chain(300), chain(150)),
                new Sample(List.of(10.0, 20.0)),
                TopicTallies.total(RECORDS),
                peakRssBytes);
    }

    private static Outcome pipeline(long millis) {
        return new Outcome(new Throughput(300, Duration.ofMillis(millis), Duration.ofMillis(3)), RECORDS);
    }

    private static Throughput chain(long hopsPerSecond) {
        return new Throughput(hopsPerSecond, Duration.ofSeconds(1), Duration.ofMillis(3));
    }
}
