package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.bench.AssistBench.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssistReportTest {
    @Test
    void jsonIsOneObjectWithTheAgreedNames() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report().json());

        assertThat(json.get("ratio").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(json.get("answersPerSecond").asDouble()).isEqualTo(50);
        assertThat(json.get("bareAnswersPerSecond").asDouble()).isEqualTo(100);
        assertThat(json.get("meanBatch").asDouble()).isEqualTo(20);
        assertThat(json.get("largestBatch").asInt()).isEqualTo(32);
        assertThat(json.get("callShare").asDouble()).isEqualTo(0.5);
        assertThat(json.get("latencyP95Millis").asDouble()).isEqualTo(20);
        assertThat(json.get("bareLatencyP50Millis").asDouble()).isEqualTo(1);
        assertThat(json.get("sameAnswers").asDouble()).isEqualTo(1);
        assertThat(json.get("entry").asText()).isEqualTo("assists");
    }

    @Test
    void theTableHasAFigureALine() {
        assertThat(report().table())
                .contains("pipeline      50 answers/s")
                .contains("batches       20.0 questions in the mean, 32 at most")
                .contains("peak memory   unknown");
    }

    @Test
    void optionsThatCannotBeMeasuredAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> options(30, 16)).withMessageContaining("width");
        assertThatIllegalArgumentException().isThrownBy(() -> options(32, 65)).withMessageContaining("facts");
    }

    private static AssistReport report() {
        return AssistReport.of(
                options(32, 16),
                List.of(turn(1000, 500), turn(2000, 1000), turn(4000, 2000)),
                new Sample(List.of(10.0, 20.0)),
                new Sample(List.of(1.0)),
                ProcessMemory.UNKNOWN);
    }

    private static Turn turn(long millis, long bareMillis) {
        CallCounts calls =
                new CallCounts(5, 100, 32, Duration.ofMillis(millis / 2).toNanos());
        return new Turn(new AssistLoad.Outcome(throughput(millis), calls, Map.of()), throughput(bareMillis), 1);
    }

    private static Throughput throughput(long millis) {
        return new Throughput(100, Duration.ofMillis(millis), Duration.ofMillis(1));
    }

    private static AssistOptions options(int width, int facts) {
        return new AssistOptions(
                width,
                1,
                facts,
                4,
                32,
                1,
                100,
                AssistOptions.Entry.assists,
                4,
                3,
                1,
                10,
                2,
                Duration.ofSeconds(1),
                Map.of());
    }
}
