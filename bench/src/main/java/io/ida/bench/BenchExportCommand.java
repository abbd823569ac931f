package io.ida.bench;

import io.ida.dataset.ExportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures exports against a bare consumer. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Measures traces per second of exports, of a bare consumer that reads and deserializes the same"
                + " topic, their ratios, and memory over time.")
final class BenchExportCommand implements Callable<Integer> {
    private static final ExportOptions DEFAULT = ExportOptions.DEFAULT;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--rows", paramLabel = "N", description = "Traces in the topic (default: 200000).")
    private int rows = DEFAULT.rows();

    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of the topic (default: 4).")
    private int partitions = DEFAULT.partitions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description = "Formats to measure (default: those in which every trace makes a sample).")
    private List<String> formats =
            DEFAULT.formats().stream().map(ExportFormat::toString).toList();

    @Option(names = "--warm-ups", paramLabel = "N", description = "Turns before that do not count (default: 4).")
    private int warmUps = DEFAULT.warmUps();

    @Option(names = "--repeats", paramLabel = "N", description = "Turns, of which medians are taken (default: 5).")
    private int repeats = DEFAULT.repeats();

    @Override
    public Integer call() throws InterruptedException, IOException {
        bench.requireNoProperties(spec);
        ExportReport report = ExportBench.run(options(), BenchCommand.progress(spec));
        PrintWriter out = spec.commandLine().getOut();
        out.println(bench.isJson() ? report.json() : report.table());
        out.flush();
        return 0;
    }

    private ExportOptions options() {
        try {
            return new ExportOptions(
                    rows, partitions, formats.stream().map(this::format).toList(), warmUps, repeats);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private ExportFormat format(String name) {
        return ExportFormat.of(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "Unknown format '" + name + "'. Formats: " + String.join(", ", ExportFormat.names()) + "."));
    }
}
