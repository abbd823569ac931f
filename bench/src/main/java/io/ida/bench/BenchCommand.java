package io.ida.bench;

import io.ida.bench.faults.BenchFaultsCommand;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private final Function<CommandSpec, Map<String, String>> properties;

    @Spec
    private CommandSpec spec;

    /**
     * @param json whether results are to be JSON; asked when a measurement is finished
     * @param properties what was given to try, for a measurement
     */
    public BenchCommand(BooleanSupplier json, Function<CommandSpec, Map<String, String>> properties) {
        this.json = json;
        this.properties = properties;
    }

    /** Properties of the pipeline to try. */
    Map<String, String> properties() {
        return properties.apply(spec);
    }

    /**
     * For a measurement whose pipelines have settings of their own.
     *
     * @throws ParameterException if properties were given: they would have no effect
     */
    public void requireNoProperties(CommandSpec measurement) {
        Map<String, String> given = properties();
        if (!given.isEmpty()) {
            throw new ParameterException(
                    measurement.commandLine(),
                    "'" + measurement.qualifiedName() + "' takes no properties, but was given "
                            + String.join(", ", new TreeSet<>(given.keySet())) + ".");
        }
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
