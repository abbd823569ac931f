package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.embedded.LocalPipeline;
import io.ida.events.ModelStatus;
import io.ida.training.ConfiguredSplits;
import io.ida.training.learning.RoundReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                "--demonstrations",
                "200",
                "--steps",
                "60",
                "--width",
                "32",
                "--learning-rate",
                "0.005",
                "--output",
                "json");

        assertThat(run.code()).as(run.err()).isZero();
        List<RoundReport> reports =
                run.lines().stream().map(RoundReport::fromJson).toList();
        assertThat(reports).extracting(RoundReport::version).startsWith(0, 1, 2);
        assertThat(reports.get(1).status()).isEqualTo(ModelStatus.PROMOTED);
        assertThat(reports)
                .allSatisfy(report -> assertThat(report.teacher()).isLessThan(Math.max(1, report.version())));
        // H works on everything until there is an H', and then on what H' is to imitate.
        assertThat(reports.subList(0, 2)).allSatisfy(report -> {
            assertThat(report.imitation().version()).isZero();
            assertThat(report.lessons()).isEqualTo(report.imitation().demonstrations());
        });
        assertThat(reports.subList(2, reports.size())).allSatisfy(report -> {
            assertThat(report.imitation().version()).isPositive();
            assertThat(report.lessons()).isEqualTo(320);
            assertThat(report.supervisorCalls()).isEqualTo(report.imitation().demonstrations());
        });
        RoundReport last = reports.get(reports.size() - 1);
        assertThat(last.imitation().demonstrations())
                .isLessThan(reports.get(0).imitation().demonstrations());
        assertThat(last.amplifiedAccuracy()).isGreaterThan(0.9);
        assertThat(last.accuracy()).isGreaterThan(reports.get(1).accuracy()).isGreaterThan(0.6);
    }

    @Test
    void aRunHoldsContextsOutAsDistillDoesOrEnds(@TempDir Path directory) {
        try (LocalPipeline pipeline =
                LocalPipeline.start(directory, 0, 0, Map.of(ConfiguredSplits.TEST_PERCENT, "60"))) {
            Path plot = directory.resolve("plot");
            Run otherwise = small(pipeline, plot);
            Run alike = small(pipeline, plot, "--property", ConfiguredSplits.TEST_PERCENT + "=60");

            assertThat(otherwise.code()).isEqualTo(1);
            assertThat(otherwise.err())
                    .contains("Distill divides the data set otherwise than this run", ConfiguredSplits.TEST_PERCENT);
            assertThat(alike.code()).as(alike.err()).isZero();
            assertThat(alike.lines()).hasSize(2);
        }
    }

    private static Run small(LocalPipeline pipeline, Path plot, String... more) {
        List<String> arguments = List.of(
                "amplify",
                "--learner",
                "neural",
                "--supervisor",
                "scripted",
                "--size",
                "4",
                "--exponent-bits",
                "2",
                "--versions",
                "1",
                "--round-contexts",
                "10",
                "--round-questions",
                "4",
                "--steps",
                "5",
                "--width",
                "32",
                "--plot",
                plot.toString(),
                "--output",
                "json",
                "--bootstrap-server",
                pipeline.bootstrapServers(),
                "--schema-registry",
                pipeline.registryUrl());
        return Run.of(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    }
}
