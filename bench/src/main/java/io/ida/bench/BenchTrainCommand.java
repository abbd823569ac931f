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

/** Measures the training job against its network alone. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Measures examples per second of the training job, from the topic of traces to the announced"
                + " checkpoint, and of the same network trained in a bare loop, their ratio, and memory over time.")
final class BenchTrainCommand implements Callable<Integer> {
    private static final TrainOptions DEFAULT = TrainOptions.DEFAULT;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--width", paramLabel = "W", description = "Width of the network (default: 64).")
    private int width = DEFAULT.width();

    @Option(
            names = "--layers",
            paramLabel = "L",
            description = "Layers of facts and layers of questions, each (default: 2).")
    private int layers = DEFAULT.layers();

    @Option(names = "--size", paramLabel = "N", description = "Facts of a context, 4 to 64 (default: 8).")
    private int facts = DEFAULT.facts();

    @Option(names = "--round-contexts", paramLabel = "C", description = "New contexts of a round (default: 100).")
    private int contexts = DEFAULT.contexts();

    @Option(names = "--round-questions", paramLabel = "Q", description = "Traces about each context (default: 16).")
    private int questionsPerContext = DEFAULT.questionsPerContext();

    @Option(
            names = "--window",
            paramLabel = "R",
            description = "Rounds whose traces a version learns from (default: 6).")
    private int window = DEFAULT.window();

    @Option(names = "--steps", paramLabel = "N", description = "Steps of a version (default: 100).")
    private int steps = DEFAULT.steps();

    @Option(names = "--batch-contexts", paramLabel = "C", description = "Contexts of a step (default: 25).")
    private int batchContexts = DEFAULT.batchContexts();

    @Option(
            names = "--batch-lessons",
            paramLabel = "L",
            description = "Lessons about each context of a step (default: 8).")
    private int batchLessons = DEFAULT.batchLessons();

    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of every topic (default: 4).")
    private int partitions = DEFAULT.partitions();

    @Option(names = "--repeats", paramLabel = "N", description = "Turns, of which medians are taken (default: 5).")
    private int repeats = DEFAULT.repeats();

    @Option(names = "--warm-ups", paramLabel = "N", description = "Turns before that do not count (default: 3).")
    private int warmUps = DEFAULT.warmUps();

    @Option(names = "--timeout-seconds", paramLabel = "N", description = "Longest wait of a step (default: 120).")
    private long timeoutSeconds = DEFAULT.timeout().toSeconds();

    @Override
    public Integer call() throws InterruptedException, IOException {
        TrainReport report = TrainBench.run(options(), BenchCommand.progress(spec));
        PrintWriter out = spec.commandLine().getOut();
        out.println(bench.isJson() ? report.json() : report.table());
        out.flush();
        return 0;
    }

    private TrainOptions options() {
        try {
            return new TrainOptions(
                    width,
                    layers,
                    facts,
                    contexts,
                    questionsPerContext,
                    window,
                    steps,
                    batchContexts,
                    batchLessons,
                    partitions,
                    repeats,
                    warmUps,
                    Duration.ofSeconds(timeoutSeconds),
                    bench.properties());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
