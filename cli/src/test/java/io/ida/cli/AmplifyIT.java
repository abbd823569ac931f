package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.training.iterations.IterationReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The main job, as a newcomer runs it. */
class AmplifyIT {
    @Test
    void permutationPoweringDoublesItsHorizonUntilEverythingIsRight() {
        Run run = Run.of("amplify", "--task", "permutation-powering", "--size", "8", "--output", "json");

        assertThat(run.code()).as(run.err()).isZero();
        List<IterationReport> reports =
                run.lines().stream().map(IterationReport::fromJson).toList();
        assertThat(reports).extracting(IterationReport::correct).startsWith(16L, 48L, 112L, 240L, 496L);
        assertThat(reports).extracting(IterationReport::horizon).startsWith(3, 7, 15, 31, 63);
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.questions()).isEqualTo(496);
            assertThat(report.answered()).isEqualTo(496);
            assertThat(report.assistantVersion()).isEqualTo(report.iteration() - 1);
        });
        assertThat(run.lines().get(0))
                .matches("\\{\"iteration\":1,\"assistantVersion\":0,\"questions\":496,\"answered\":496,\"correct\":16,"
                        + "\"agreement\":[0-9.E-]+,\"horizon\":3,\"seconds\":[0-9.E-]+}");
    }
}
