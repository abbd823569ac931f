package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.bench.TrainBench.Turn;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainReportTest {
    private static final TrainOptions OPTIONS =
            new TrainOptions(16, 1, 4, 6, 4, 2, 10, 5, 2, 4, 2, 1, Duration.ofSeconds(1), Map.of());

    @Test
    void jsonIsOneObjectWithTheAgreedNames() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report(List.of(500L, 510L)).json());

        assertThat(json.get("ratio").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(json.get("examplesPerSecond").asDouble()).isCloseTo(75, within(1e-9));
        assertThat(json.get("bareExamplesPerSecond").asDouble()).isCloseTo(150, within(1e-9));
        assertThat(json.get("secondsBesideSteps").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(json.get("rssBytes").get(1).asLong()).isEqualTo(510);
        assertThat(json.get("stepsMeasured").asInt()).isEqualTo(40);
        assertThat(json.get("tracesPerVersion").asInt()).isEqualTo(48);
    }

    @Test
    void theTableSaysHowMemoryWent() {
        assertThat(report(List.of(500_000_000L, 510_000_000L)).table())
                .contains("memory        500 MB, 510 MB after 40 steps more");
        assertThat(report(List.of(ProcessMemory.UNKNOWN, ProcessMemory.UNKNOWN)).table())
                .contains("memory        unknown");
    }

    @Test
    void batchesThatAreLargerThanARoundAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new TrainOptions(16, 1, 4, 4, 4, 2, 10, 5, 2, 4, 2, 1, Duration.ofSeconds(1), Map.of()))
                .withMessageContaining("batch");
    }

    private static TrainReport report(List<Long> memory) {
        return TrainReport.of(OPTIONS, List.of(turn(1000, 500), turn(2000, 1000)), memory, ProcessMemory.UNKNOWN);
    }

    private static Turn turn(long millis, long bareMillis) {
        double stepSeconds = 0.5;
        ModelVersion version = new ModelVersion(
                "m",
                1,
                null,
                ModelStatus.CANDIDATE,
                "",
                "",
                "",
                0L,
                Map.of("lessons.trained", 100.0, "lessons.per.second", 100 / stepSeconds),
                List.of(),
                "",
                Instant.EPOCH);
        return new Turn(new JobTraining.Outcome(throughput(millis), version), throughput(bareMillis));
    }

    private static Throughput throughput(long millis) {
        return new Throughput(100, Duration.ofMillis(millis), Duration.ofMillis(1));
    }
}
