package io.ida.bench.faults;

import io.ida.bench.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lets faults strike a pipeline of processes. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Starts three brokers and two instances of every stage as processes, asks questions while faults"
                + " drawn from a seed strike them, and checks that every question has the one result, every node the"
                + " one training row and every poison record the one dead letter that it has without faults. Exit code"
                + " 1 if not. Needs 6 GB of memory.")
public final class BenchFaultsCommand implements Callable<Integer> {
    @ParentCommand
    private BenchCommand bench;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Questions and faults are drawn from it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--minutes",
            defaultValue = "3",
            paramLabel = "N",
            description = "How long faults strike (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--gap-seconds",
            defaultValue = "4",
            paramLabel = "N",
            description = "Mean time from one fault to the next (default: ${DEFAULT-VALUE}).")
    private double gapSeconds;

    @Option(
            names = "--questions",
            defaultValue = "3000",
            paramLabel = "N",
            description = "Questions asked in that time (default: ${DEFAULT-VALUE}).")
    private int questions;

    @Option(
            names = "--poison",
            defaultValue = "150",
            paramLabel = "N",
            description = "Records that no stage can process, mixed in (default: ${DEFAULT-VALUE}).")
    private int poison;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Keeps data and logs of all processes here, in an empty directory (default: they are"
                    + " removed).")
    private Path directory;

    @Override
    public Integer call() throws InterruptedException, IOException {
        bench.requireNoProperties(spec);
        FaultOptions options = options();
        FaultReport report = directory == null
                ? FaultBench.run(options, BenchCommand.progress(spec))
                : FaultBench.run(options, BenchCommand.progress(spec), Files.createDirectories(directory));
        PrintWriter out = spec.commandLine().getOut();
        out.println(bench.isJson() ? report.json() : report.table());
        out.flush();
        return report.survived() ? 0 : 1;
    }

    private FaultOptions options() {
        try {
            return new FaultOptions(seed, duration(60 * minutes), duration(gapSeconds), questions, poison);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
