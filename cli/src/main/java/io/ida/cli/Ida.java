package io.ida.cli;

import io.ida.bench.BenchCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ida}. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "ida",
        mixinStandardHelpOptions = true,
        version = "ida 0.1.0-SNAPSHOT",
        description = "Iterated amplification on Kafka: questions in, answers and traces out, a better assistant next"
                + " round.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage. Results go to standard output, all else to standard"
                    + " error."
        })
public final class Ida implements Runnable {
    static final int OK = 0;
    static final int FAILED = 1;

    private static final String COMPLETION = "generate-completion";

    @Mixin
    private final ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    private Ida(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    public static void main(String[] arguments) {
        Optional<String> complaint = LogSettings.complaint(System.getenv());
        complaint.ifPresent(System.err::println);
        System.exit(complaint.isPresent() ? ExitCode.USAGE : run(arguments));
    }

    private static int run(String... arguments) {
        try {
            return commandLine().setOut(standardOutput()).execute(arguments);
        } catch (ExceptionInInitializerError | NoClassDefFoundError broken) {
            if (ExitHook.isStopping()) {
                return FAILED; // classes that want hooks of their own cannot be loaded any more
            }
            throw broken;
        }
    }

    /** In UTF-8 whatever the locale, for JSON; and unlike {@code System.out} it knows when nobody reads any more. */
    private static PrintWriter standardOutput() {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
    }

    /** The command with all of its subcommands, for one execution. */
    public static CommandLine commandLine() {
        return commandLine(System.getenv());
    }

    /** The command with other variables than those of the process; for tests. */
    static CommandLine commandLine(Map<String, String> environment) {
        ClusterOptions cluster = new ClusterOptions(environment);
        CommandLine line = new CommandLine(new Ida(cluster))
                .addSubcommand(new UpCommand(cluster))
                .addSubcommand(new AmplifyCommand(cluster))
                .addSubcommand(new EvaluateCommand(cluster))
                .addSubcommand(new AskCommand(cluster))
                .addSubcommand(new PublishCommand(cluster))
                .addSubcommand(new ResultsCommand(cluster))
                .addSubcommand(new CommandLine(new TracesCommand(cluster))
                        .addSubcommand(new ExportCommand(cluster))
                        .addSubcommand(new WithdrawCommand(cluster))
                        .addSubcommand(new AffectedCommand(cluster))
                        .addSubcommand(new ErrorsCommand(cluster)))
                .addSubcommand(new TopicsCommand(cluster))
                .addSubcommand(new StageCommand(cluster))
                .addSubcommand(new TrainCommand(cluster))
                .addSubcommand(new ConfigCommand(cluster))
                .addSubcommand(new AclsCommand(cluster))
                .addSubcommand(new ModelsCommand(cluster))
                .addSubcommand(new DeadLettersCommand(cluster))
                .addSubcommand(new BenchCommand(cluster::isJson, cluster::properties))
                .addSubcommand(COMPLETION, new GenerateCompletion());
        // As the help that it takes itself for, it would not mind wrong options.
        line.getSubcommands().get(COMPLETION).getCommandSpec().helpCommand(false);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Durations::parse)
                .setParameterExceptionHandler((wrong, arguments) -> Failures.reportUsage(wrong))
                .setExecutionExceptionHandler((failure, failed, parsed) -> Failures.report(failure, failed))
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }
}
