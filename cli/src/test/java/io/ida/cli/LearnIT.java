package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.ModelStatus;
import io.ida.training.learning.RoundReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The learned loop at its smallest: networks, training and promotion through the topics. */
class LearnIT {
    @Test
    void aNetworkLearnsFromItsAmplifiedSelf() {
        Run run = Run.of(
                "amplify",
                "--learner",
                "neural",
                "--size",
                "4",
                "--exponent-bits",
                "2",
                "--versions",
                "6",
                "--round-contexts",
                "40",
                "--round-questions",
                "8",
                "--steps",
                "60",
                "--width",
                "32",
                "--layers",
                "1",
                "--learning-rate",
                "0.005",
                "--supervisor",
                "scripted",
                "--output",
                "json");

        assertThat(run.code()).as(run.err()).isZero();
        List<RoundReport> reports =
                run.lines().stream().map(RoundReport::fromJson).toList();
        assertThat(reports).extracting(RoundReport::version).startsWith(0, 1, 2);
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.lessons()).isEqualTo(320);
            assertThat(report.teacher()).isLessThan(Math.max(1, report.version()));
        });
        assertThat(reports.get(1).status()).isEqualTo(ModelStatus.PROMOTED);
        // Squares and cubes need no assistant: the amplified team is right from the first round on.
        assertThat(reports.subList(1, reports.size()))
                .allSatisfy(report -> assertThat(report.amplifiedAccuracy()).isEqualTo(1));
        RoundReport last = reports.get(reports.size() - 1);
        assertThat(last.accuracy()).isGreaterThan(reports.get(1).accuracy()).isGreaterThan(0.6);
    }
}
