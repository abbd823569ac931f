package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Training;
import io.ida.training.TrainingStep;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrainingReportsTest {
    private static final Training TRAINING =
            new Training("run/3", "x", 3, 2, List.of(), Map.of(), "neural/1", Map.of(), false, Instant.EPOCH);
    private static final ModelVersion VERSION = new ModelVersion(
            "x",
            3,
            2,
            ModelStatus.PROMOTED,
            "neural/1",
            "x/3",
            "sha",
            120L,
            Map.of("loss", 0.25, "steps", 300.0, "lessons.per.second", 1234.0, "seconds", 4.21),
            List.of(),
            "run/3",
            Instant.EPOCH);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void stepsAreJsonLinesOnceASecondAndAtTheBeginningAndTheEnd() throws IOException {
        try (TrainingReports reports = reports(true)) {
            for (int step = 1; step <= 50; step++) {
                nanos.addAndGet(100_000_000);
                reports.stepped(TRAINING, "neural/1", step(step));
            }
            reports.announced(TRAINING, VERSION);
            reports.refused("x@4", "no such parent");
        }

        List<JsonNode> lines = json();
        assertThat(lines.subList(0, 6))
                .extracting(line -> line.get("step").asInt())
                .containsExactly(1, 11, 21, 31, 41, 50);
        JsonNode second = lines.get(1);
        assertThat(second.get("event").asText()).isEqualTo("step");
        assertThat(second.get("model").asText()).isEqualTo("x");
        assertThat(second.get("version").asInt()).isEqualTo(3);
        assertThat(second.get("steps").asInt()).isEqualTo(50);
        assertThat(second.get("loss").asDouble()).isEqualTo(1.0 / 11);
        assertThat(second.get("examplesPerSecond").asDouble()).isEqualTo(1000);
        assertThat(lines.get(6).get("event").asText()).isEqualTo("version");
        assertThat(lines.get(6).get("status").asText()).isEqualTo("PROMOTED");
        assertThat(lines.get(6).get("metrics").get("loss").asDouble()).isEqualTo(0.25);
        assertThat(lines.get(7).get("reason").asText()).isEqualTo("no such parent");
        assertThat(lines).hasSize(8);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aLossThatIsNoNumberIsNull() throws IOException {
        try (TrainingReports reports = reports(true)) {
            reports.stepped(TRAINING, "neural/1", new TrainingStep(1, 2, Double.NaN, 8, 100, 10));
        }
        assertThat(json().get(0).get("loss").isNull()).isTrue();
    }

    @Test
    void aVersionIsALineOnStandardError() {
        try (TrainingReports reports = reports(false)) {
            reports.stepped(TRAINING, "neural/1", step(1));
            reports.announced(TRAINING, VERSION);
            reports.refused("x@4", "no such parent");
        }
        assertThat(err.toString().lines())
                .containsExactly(
                        "x@3 promoted: 120 examples, 300 steps so far, loss 0.250, 1234 examples/s, 4.2 s",
                        "x@4 refused: no such parent");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void thatNobodyReadsIsSaidOnce() {
        AtomicInteger told = new AtomicInteger();
        PrintWriter closed = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        try (TrainingReports reports =
                new TrainingReports(closed, new PrintWriter(err), true, nanos::get, told::incrementAndGet)) {
            reports.announced(TRAINING, VERSION);
            reports.announced(TRAINING, VERSION);
        }
        assertThat(told).hasValue(1);
    }

    private TrainingReports reports(boolean json) {
        return new TrainingReports(new PrintWriter(out), new PrintWriter(err), json, nanos::get, () -> {});
    }

    private List<JsonNode> json() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static TrainingStep step(int step) {
        return new TrainingStep(step, 50, 1.0 / step, 8, 100, 1000);
    }
}
