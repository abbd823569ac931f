package io.ida.bench;

import io.ida.bench.faults.BenchFaultsCommand;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of measurements, as a picocli command. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchPipelineCommand.class,
            BenchAssistCommand.class,
            BenchTrainCommand.class,
            BenchExportCommand.class,
            BenchScalingCommand.class,
            BenchBacklogCommand.class,
            BenchFaultsCommand.class
        },
        description = "Measures the pipeline, each figure against its limit in the same run, and tests it by faults.")
public final class BenchCommand implements Runnable {
    private final BooleanSupplier json;

    @Spec
    private CommandSpec spec;

    /** @param json whether results are to be JSON; asked when a measurement is finished */
    public BenchCommand(BooleanSupplier json) {
        this.json = json;
    }

    /** Whether results are to be JSON. */
    public boolean isJson() {
        return json.getAsBoolean();
    }

    /** Where a measurement says how far it is: standard error, line by line. */
    public static Consumer<String> progress(CommandSpec spec) {
        PrintWriter err = spec.commandLine().getErr();
        return line -> {
            err.println(line);
            err.flush();
        };
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: which measurement?");
    }
}
