package io.ida.training.iterations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IterationReportTest {
    private static final IterationReport REPORT = new IterationReport(1, 0, 496, 496, 16, 0.25, 3, 1.5);

    @Test
    void aReportIsOneJsonObjectWithExactlyTheseFields() {
        assertThat(REPORT.toJson())
                .isEqualTo("{\"iteration\":1,\"assistantVersion\":0,\"questions\":496,\"answered\":496,"
                        + "\"correct\":16,\"agreement\":0.25,\"horizon\":3,\"seconds\":1.5}");
    }

    @Test
    void aReportIsReadAsItIsWritten() {
        assertThat(IterationReport.fromJson(REPORT.toJson())).isEqualTo(REPORT);
    }
}
