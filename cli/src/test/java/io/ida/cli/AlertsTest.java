package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Prometheus' configuration and alerts; needs promtool, see {@link MonitoringQueries#program}. */
class AlertsTest {
    private static final Path TESTS = MonitoringQueries.ALERTS.resolveSibling("alerts_test.yml");

    @Test
    void everyAlertFiresWhenItShouldAndOnlyThen() throws IOException, InterruptedException {
        assertThat(groups("alertname: (\\w+)", TESTS))
                .as("alerts that are tested")
                .isEqualTo(groups("- alert: (\\w+)", MonitoringQueries.ALERTS));
        run("test", "rules", TESTS.getFileName().toString());
    }

    @Test
    void theConfigurationIsValid() throws IOException, InterruptedException {
        run("check", "config", "prometheus.yml");
    }

    private static Set<String> groups(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        Optional<Path> promtool = MonitoringQueries.program("promtool");
        assumeTrue(promtool.isPresent(), "There is no promtool in the PATH: alerts are not tested.");
        ProcessBuilder command = new ProcessBuilder(promtool.get().toString());
        command.command().addAll(List.of(arguments));
        Process process = command.directory(TESTS.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
