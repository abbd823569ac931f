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

/** Measures how a long backlog is worked off. */
@Command(
        name = "backlog",
        mixinStandardHelpOptions = true,
        description =
                "Lets questions wait, starts each stage as a process of its own, and measures memory, open trees and"
                        + " order until all of them are answered.")
final class BenchBacklogCommand implements Callable<Integer> {
    private static final BacklogOptions DEFAULT = BacklogOptions.DEFAULT;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--questions", paramLabel = "N", description = "Questions that wait (default: 1000000).")
    private int questions = DEFAULT.questions();

    @Option(
            names = "--open-trees",
            paramLabel = "N",
            description = "Most trees open at once in each of 4 partitions (default: 2000).")
    private int openTrees = DEFAULT.openTrees();

    @Option(names = "--heap", paramLabel = "MB", description = "Largest heap of each stage (default: 256).")
    private int heap = DEFAULT.heapMegabytes();

    @Option(names = "--size", paramLabel = "N", description = "Facts of a context, 2 to 64 (default: 8).")
    private int size = DEFAULT.contextSize();

    @Option(
            names = "--timeout-seconds",
            paramLabel = "N",
            description = "Longest wait for the last answer (default: 1800).")
    private long timeoutSeconds = DEFAULT.timeout().toSeconds();

    @Override
    public Integer call() throws InterruptedException, IOException {
        bench.requireNoProperties(spec);
        BacklogReport report = BacklogBench.run(options(), BenchCommand.progress(spec));
        PrintWriter out = spec.commandLine().getOut();
        out.println(bench.isJson() ? report.json() : report.table());
        out.flush();
        return 0;
    }

    private BacklogOptions options() {
        try {
            return new BacklogOptions(
                    questions, openTrees, heap, size, DEFAULT.sampleInterval(), Duration.ofSeconds(timeoutSeconds));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
