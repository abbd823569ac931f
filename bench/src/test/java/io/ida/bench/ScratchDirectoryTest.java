package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {
    @TempDir
    private Path temporary;

    @Test
    void aMeasurementLeavesNothingBehind() throws Exception {
        Path used =
                ScratchDirectory.use(scratch -> Files.writeString(scratch.path().resolve("file"), "data"));

        assertThat(used.getParent()).doesNotExist();
    }

    @Test
    void neitherDoesOneThatFails() {
        Path[] used = new Path[1];

        assertThatThrownBy(() -> ScratchDirectory.use(scratch -> {
                    used[0] = Files.createDirectories(scratch.path().resolve("a/b"));
                    throw new BenchException("failed");
                }))
                .hasMessage("failed");
        assertThat(used[0].getParent().getParent()).doesNotExist();
    }

    @Test
    void norDoesAProcessThatIsStoppedOnceItHasClosedWhatWrites() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        classes(ScratchDirectory.class) + File.pathSeparator + classes(LongMeasurement.class),
                        LongMeasurement.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader printed = process.inputReader()) {
            assertThat(printed.readLine()).isEqualTo(LongMeasurement.BEGUN);
            assertThat(temporary).isNotEmptyDirectory();

            process.toHandle().destroy(); // leaves its output open

            assertThat(printed.lines()).containsExactly(LongMeasurement.CLOSED);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(temporary).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path classes(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
