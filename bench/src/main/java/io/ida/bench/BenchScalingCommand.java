package io.ida.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures how stages scale. */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        description =
                "Measures questions per second of each stage alone by its number of threads, and answers per second"
                        + " of the stage assist with a slow model by its calls in flight.")
final class BenchScalingCommand implements Callable<Integer> {
    private static final ScalingOptions DEFAULT = ScalingOptions.DEFAULT;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--questions", paramLabel = "N", description = "Questions of each backlog (default: 20000).")
    private int questions = DEFAULT.questions();

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            description = "Numbers of threads to measure (default: 1,2,4).")
    private List<Integer> threads = DEFAULT.threads();

    @Option(
            names = "--calls",
            paramLabel = "N",
            split = ",",
            description = "Numbers of calls in flight to measure (default: 1,10,50,100,200,400).")
    private List<Integer> calls = DEFAULT.calls();

    @Option(
            names = "--delay-ms",
            paramLabel = "MS",
            description = "What a call of the slow model takes, in milliseconds (default: 50).")
    private long delay = DEFAULT.delay().toMillis();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Calls of the slow model one after another (default: 100).")
    private int rounds = DEFAULT.rounds();

    @Option(names = "--size", paramLabel = "N", description = "Facts of a context, 2 to 64 (default: 16).")
    private int size = DEFAULT.contextSize();

    @Option(names = "--timeout-seconds", paramLabel = "N", description = "Longest wait of a step (default: 180).")
    private long timeoutSeconds = DEFAULT.timeout().toSeconds();

    @Override
    public Integer call() throws InterruptedException, IOException {
        bench.requireNoProperties(spec);
        ScalingReport report = ScalingBench.run(options(), BenchCommand.progress(spec));
        PrintWriter out = spec.commandLine().getOut();
        out.println(bench.isJson() ? report.json() : report.table());
        out.flush();
        return 0;
    }

    private ScalingOptions options() {
        try {
            return new ScalingOptions(
                    questions,
                    threads,
                    calls,
                    Duration.ofMillis(delay),
                    rounds,
                    size,
                    Duration.ofSeconds(timeoutSeconds));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
