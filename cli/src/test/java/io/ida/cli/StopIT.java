package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job as a process that is asked to stop while it starts, the moment at which most is under way. */
class StopIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path temporary;

    @Test
    void aStopWhileThePipelineStartsLeavesNothingBehind() throws IOException, InterruptedException {
        Path printed = temporary.resolve("printed");
        Process process = IdaProcess.of(temporary, "amplify")
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            await("state of stages")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> data().stream().anyMatch(data -> Files.exists(data.resolve("state"))));

            process.destroy();

            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(TERMINATED);
            assertThat(data()).isEmpty();
            assertThat(Files.readString(printed)).doesNotContain("\tat ", "deleted");
        } finally {
            process.destroyForcibly();
        }
    }

    /** The directories of pipelines. */
    private List<Path> data() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("ida-"))
                    .toList();
        }
    }
}
