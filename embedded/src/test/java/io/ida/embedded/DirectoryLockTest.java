package io.ida.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    private final String holder = "process " + ProcessHandle.current().pid();

    @TempDir
    Path directory;

    @Test
    void aDirectoryIsHeldAgainstThisAndOtherProcesses() throws Exception {
        try (DirectoryLock held = DirectoryLock.acquire(directory)) {
            assertThatExceptionOfType(LocalServiceException.class)
                    .isThrownBy(() -> DirectoryLock.acquire(directory))
                    .withMessageContaining(holder);
            assertThat(attemptOfAnotherProcess()).contains(directory.toString(), holder);
        }
    }

    @Test
    void aDirectoryIsFreeAgainAfterClose() throws Exception {
        DirectoryLock.acquire(directory).close();
        assertThat(attemptOfAnotherProcess()).isEqualTo("acquired");
        DirectoryLock.acquire(directory).close();
    }

    @Test
    void aDirectoryIsCreatedWhereMissing() {
        Path deep = directory.resolve("a/b");
        DirectoryLock.acquire(deep).close();
        assertThat(deep).isDirectory();
    }

    @Test
    void aDirectoryThatCannotBeIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatExceptionOfType(LocalServiceException.class)
                .isThrownBy(() -> DirectoryLock.acquire(file))
                .withMessageContaining(file.toString());
    }

    private String attemptOfAnotherProcess() throws IOException, InterruptedException, URISyntaxException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes(DirectoryLock.class) + File.pathSeparator + classes(DirectoryLockAttempt.class),
                        DirectoryLockAttempt.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static Path classes(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
