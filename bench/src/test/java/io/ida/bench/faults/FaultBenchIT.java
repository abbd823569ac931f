package io.ida.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One fault of each kind, one after another. */
@Tag("long")
class FaultBenchIT {
    private static final FaultOptions SMALL =
            new FaultOptions(1, Duration.ofSeconds(90), Duration.ofSeconds(8), 1000, 56);

    @Test
    void theResultsAreThoseOfARunWithoutFaults() throws Exception {
        List<String> progress = new ArrayList<>();

        FaultReport report = FaultBench.run(SMALL, progress::add);

        assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.count())
                        .as("%s, as %s", finding.what(), finding.example())
                        .isZero());
        assertThat(report.faults()).hasSize(FaultKind.values().length);
        assertThat(report.trainingRows()).isGreaterThan(SMALL.questions());
        assertThat(report.assistantCalls()).isGreaterThan(SMALL.questions());
        assertThat(report.poison()).isEqualTo(SMALL.poison());
        assertThat(progress).anyMatch(line -> line.contains("broker killed"));
    }
}
