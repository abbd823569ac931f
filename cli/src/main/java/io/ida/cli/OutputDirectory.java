package io.ida.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A directory that a command writes to when it has worked for minutes. */
final class OutputDirectory {
    private OutputDirectory() {}

    /**
     * Checks that an option names a directory that can be written to, or one that can be made.
     *
     * @throws ParameterException if not
     */
    static void require(String option, Path directory, CommandSpec command) {
        Path nearest = directory.toAbsolutePath();
        while (!Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        boolean isDirectory = Files.isDirectory(nearest);
        if (!isDirectory || !Files.isWritable(nearest)) {
            throw new ParameterException(
                    command.commandLine(),
                    option + " " + directory + " is no place to write to: " + nearest
                            + (isDirectory ? " is not writable." : " is no directory."));
        }
    }
}
