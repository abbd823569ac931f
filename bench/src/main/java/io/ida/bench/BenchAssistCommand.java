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

/** Measures the stage assist against its model alone. */
@Command(
        name = "assist",
        mixinStandardHelpOptions = true,
        description = "Measures answers per second of a network through Kafka and of the same network called in a bare"
                + " loop, their ratio, the batches that the stage makes, and the latency of a single question.")
final class BenchAssistCommand implements Callable<Integer> {
    private static final AssistOptions DEFAULT = AssistOptions.DEFAULT;

    @ParentCommand
    private BenchCommand bench;

    @Spec
    private CommandSpec spec;

    @Option(names = "--width", paramLabel = "W", description = "Width of the network (default: 256).")
    private int width = DEFAULT.width();

    @Option(
            names = "--layers",
            paramLabel = "L",
            description = "Layers of facts and layers of questions, each (default: 3).")
    private int layers = DEFAULT.layers();

    @Option(names = "--size", paramLabel = "N", description = "Facts of a context, 4 to 64 (default: 64).")
    private int facts = DEFAULT.facts();

    @Option(names = "--context-questions", paramLabel = "N", description = "Questions about each context (default: 8).")
    private int questionsPerContext = DEFAULT.questionsPerContext();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Most questions in one call of the network (default: 64).")
    private int batch = DEFAULT.batch();

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "Calls at once, in the pipeline and in the bare loop (default: 1).")
    private int calls = DEFAULT.calls();

    @Option(names = "--questions", paramLabel = "N", description = "Questions of one turn (default: 2000).")
    private int questions = DEFAULT.questions();

    @Option(
            names = "--entry",
            paramLabel = "TOPIC",
            description = "Where questions enter: ${COMPLETION-CANDIDATES}. By questions they pass decompose, too"
                    + " (default: assists).")
    private AssistOptions.Entry entry = DEFAULT.entry();

    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of every topic (default: 4).")
    private int partitions = DEFAULT.partitions();

    @Option(names = "--repeats", paramLabel = "N", description = "Turns, of which medians are taken (default: 3).")
    private int repeats = DEFAULT.repeats();

    @Option(names = "--warm-ups", paramLabel = "N", description = "Turns before that do not count (default: 4).")
    private int warmUps = DEFAULT.warmUps();

    @Option(
            names = "--warm-up-questions",
            paramLabel = "N",
            description = "Questions of such a turn to a tiny network, before those to the network (default: 15000).")
    private int warmUpQuestions = DEFAULT.warmUpQuestions();

    @Option(
            names = "--latency-questions",
            paramLabel = "N",
            description = "Questions asked one after another (default: 50).")
    private int latencyQuestions = DEFAULT.latencyQuestions();

    @Option(names = "--timeout-seconds", paramLabel = "N", description = "Longest wait of a step (default: 120).")
    private long timeoutSeconds = DEFAULT.timeout().toSeconds();

    @Override
    public Integer call() throws InterruptedException, IOException {
        AssistReport report = AssistBench.run(options(), BenchCommand.progress(spec));
        PrintWriter out = spec.commandLine().getOut();
        out.println(bench.isJson() ? report.json() : report.table());
        out.flush();
        return 0;
    }

    private AssistOptions options() {
        try {
            return new AssistOptions(
                    width,
                    layers,
                    facts,
                    questionsPerContext,
                    batch,
                    calls,
                    questions,
                    entry,
                    partitions,
                    repeats,
                    warmUps,
                    warmUpQuestions,
                    latencyQuestions,
                    Duration.ofSeconds(timeoutSeconds),
                    bench.properties());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
