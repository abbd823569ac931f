package io.ida.cli;

import io.ida.configuration.GivenSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command as a process of its own. */
final class IdaProcess {
    private IdaProcess() {}

    /**
     * Prepares a process, without the settings that variables give.
     *
     * @param temporary where it puts temporary files
     */
    static ProcessBuilder of(Path temporary, String... arguments) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Ida.class.getName());
        ProcessBuilder process = new ProcessBuilder(
                Stream.concat(java.stream(), Stream.of(arguments)).toList());
        GivenSettings.removeFrom(process.environment());
        return process;
    }
}
