package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("f"), "f does not exist."),
                Arguments.of(new FileAlreadyExistsException("f"), "f is in the way. Move it, or choose another path."),
                Arguments.of(new AccessDeniedException("f"), "f may not be read or written by this user."),
                Arguments.of(new NotDirectoryException("f"), "f is no directory."),
                Arguments.of(
                        new FileSystemException("f", null, "No space left on device"), "f: No space left on device"),
                Arguments.of(
                        new MalformedInputException(1),
                        "The text is not in UTF-8. Convert it, for example with iconv."),
                Arguments.of(new UncheckedIOException(new NoSuchFileException("f")), "f does not exist."),
                Arguments.of(new ExecutionException(new IOException("broken")), "broken"),
                Arguments.of(
                        new IOException("It failed", new NoSuchFileException("f")), "It failed: f does not exist."),
                Arguments.of(new IllegalStateException(), "IllegalStateException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsOneLineInWords(Exception failure, String line) {
        StringWriter err = new StringWriter();

        int code = Failures.report(failure, Ida.commandLine().setErr(new PrintWriter(err)));

        assertThat(code).isEqualTo(Ida.FAILED);
        assertThat(err.toString().lines()).containsExactly("ida: " + line);
    }
}
