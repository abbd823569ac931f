package io.ida.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of measurements. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the pipeline, each figure against its limit in the same run.")
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: which measurement?");
    }
}
