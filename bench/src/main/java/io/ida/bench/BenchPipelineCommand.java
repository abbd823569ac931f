package io.ida.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures the pipeline against a bare chain of applications. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        description = "Measures record-hops per second of an embedded pipeline and of a bare chain of pass-through"
                + " applications on the same broker, their ratio, and the latency of a single question.")
final class BenchPipelineCommand implements Callable<Integer> {
    private static final BenchOptions DEFAULT = BenchOptions.DEFAULT;

    @ParentCommand
    private BenchCommand bench;

    @Spec
    private CommandSpec spec;

    @Option(names = "--questions", paramLabel = "N", description = "Questions of one turn (default: 15000).")
    private int questions = DEFAULT.questions();

    @Option(
            names = "--chain-records",
            paramLabel = "N",
            description = "Records of one turn of the chain (default: 60000).")
    private int chainRecords = DEFAULT.chainRecords();

    @Option(names = "--size", paramLabel = "N", description = "Facts of a context, 8 to 64 (default: 32).")
    private int size = DEFAULT.contextSize();

    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of every topic (default: 4).")
    private int partitions = DEFAULT.partitions();

    @Option(names = "--repeats", paramLabel = "N", description = "Turns, of which medians are taken (default: 3).")
    private int repeats = DEFAULT.repeats();

    @Option(names = "--warm-ups", paramLabel = "N", description = "Turns before that do not count (default: 5).")
    private int warmUps = DEFAULT.warmUps();

    @Option(
            names = "--latency-questions",
            paramLabel = "N",
            description = "Questions asked one after another (default: 100).")
    private int latencyQuestions = DEFAULT.latencyQuestions();

    @Option(names = "--timeout-seconds", paramLabel = "N", description = "Longest wait of a step (default: 120).")
    private long timeoutSeconds = DEFAULT.timeout().toSeconds();

    @Override
    public Integer call() throws InterruptedException, IOException {
        BenchReport report = PipelineBench.run(options(), BenchCommand.progress(spec));
        PrintWriter out = spec.commandLine().getOut();
        out.println(bench.isJson() ? report.json() : report.table());
        out.flush();
        return 0;
    }

    private BenchOptions options() {
        try {
            return new BenchOptions(
                    questions,
                    chainRecords,
                    size,
                    partitions,
                    repeats,
                    warmUps,
                    latencyQuestions,
                    Duration.ofSeconds(timeoutSeconds),
                    bench.properties());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
