package io.ida.cli;

import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Split;
import io.ida.training.ConfiguredSplits;
import io.ida.training.evaluation.Evaluation;
import io.ida.training.evaluation.EvaluationReport;
import io.ida.training.evaluation.EvaluationSettings;
import io.ida.training.evaluation.Exam;
import io.ida.training.evaluation.VersionSelection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures versions of an assistant. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Asks versions of an assistant about held-out contexts, alone and amplified, and compares the"
                + " answers with a solver's: accuracy by difficulty and by the levels of amplification that questions"
                + " need. Exit code 1 if a question was not answered.",
        footer = {
            "",
            "accuracy   share of right answers",
            "agreement  share of questions answered as by the assistant alone",
            "horizon    largest exponent, distance, ... up to which the accuracy is at",
            "           least the threshold",
            "depth n    accuracy where n levels of amplification are needed",
            "size n     accuracy on contexts of that size"
        })
final class EvaluateCommand implements Callable<Integer> {
    /** Parts of the data that nothing is trained on. */
    enum Part {
        test,
        validation
    }

    private static final int USUAL_SIZE = 8;

    /** How long results may come after their deadline. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final ClusterOptions cluster;

    @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model.")
    private String model;

    @Option(
            names = "--versions",
            defaultValue = "all",
            paramLabel = "LIST",
            description = "all, latest, or a list like 0,3,5..9, where 0 is the assistant that knows nothing (default:"
                    + " ${DEFAULT-VALUE}).")
    private String versions;

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            completionCandidates = TaskNames.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String task;

    @Option(
            names = "--size",
            split = ",",
            paramLabel = "N",
            description = "Difficulty: sizes of contexts, one or more (default: the task's smallest, at least 8).")
    private List<Integer> sizes;

    @Option(
            names = "--exponent-bits",
            paramLabel = "B",
            description = "Bits of the exponents of permutation-powering, 2 to 30 (default: 6).")
    private Integer exponentBits;

    @Option(
            names = "--contexts",
            defaultValue = "20",
            paramLabel = "C",
            description = "Contexts of each size (default: ${DEFAULT-VALUE}).")
    private int contexts;

    @Option(
            names = "--questions",
            defaultValue = "20",
            paramLabel = "Q",
            description = "Questions about each context, drawn from the task's distribution (default:"
                    + " ${DEFAULT-VALUE}).")
    private int questions;

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "S",
            description = "Contexts are made with the seeds from this one on, and those in use for training are skipped"
                    + " (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--part",
            defaultValue = "test",
            paramLabel = "PART",
            description = "The part of the data that contexts are of, ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}).")
    private Part part;

    @Option(
            names = "--supervisor",
            split = ",",
            defaultValue = ScriptedSupervisor.NAME,
            paramLabel = "NAME",
            description = "The H that amplifies, one or more: scripted, learned:NAME, learned:NAME@VERSION (default:"
                    + " ${DEFAULT-VALUE}).")
    private List<String> supervisors;

    @Option(
            names = "--threshold",
            defaultValue = "0.95",
            paramLabel = "SHARE",
            description = "The accuracy that counts as able (default: ${DEFAULT-VALUE}).")
    private double threshold;

    @Option(
            names = "--timeout",
            defaultValue = "10m",
            paramLabel = "DURATION",
            description = "When a question expires: 30s, 5m, 2h (default:" + " ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(
            names = "--plot",
            paramLabel = "DIR",
            description = "Writes the curves over versions into this directory, as an image and as a page, and"
                    + " the report in JSON as evaluation.json.")
    private Path plot;

    @Option(names = "--name", paramLabel = "NAME", description = "What the plot calls this model (default: its name).")
    private String name;

    @Option(
            names = "--beside",
            paramLabel = "NAME=FILE",
            description = "Draws an earlier evaluation.json beside this one; may be repeated.")
    private Map<String, Path> beside = new LinkedHashMap<>();

    @Spec
    private CommandSpec spec;

    EvaluateCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        EvaluationSettings settings = settings();
        if (plot != null) {
            OutputDirectory.require("--plot", plot, spec);
        }
        Map<String, EvaluationReport> reports = new LinkedHashMap<>();
        reports.put(name == null ? model : name, null);
        beside.forEach((run, file) -> reports.put(run, earlier(file)));
        if (reports.size() <= beside.size()) {
            throw usage("--beside needs another name than that of this model; give one with --name.");
        }
        PrintWriter err = spec.commandLine().getErr();
        EvaluationReport report;
        try (Connection connection = Connection.open(cluster, spec);
                EvaluationBar bar = new EvaluationBar(err);
                Evaluation evaluation = new Evaluation(connection.properties(), settings, bar)) {
            report = evaluation.run();
        }
        EvaluationOutput output = new EvaluationOutput(report);
        output.print(spec.commandLine().getOut(), cluster.isJson());
        if (plot != null) {
            reports.replace(name == null ? model : name, report);
            output.plot(plot, reports, err);
        }
        return output.complain(err) ? Ida.FAILED : Ida.OK;
    }

    private EvaluationSettings settings() {
        try {
            Task known = task();
            List<Integer> chosen = sizes == null ? List.of(USUAL_SIZE) : sizes;
            Exam exam = new Exam(
                    known,
                    chosen,
                    contexts,
                    questions,
                    seed,
                    ConfiguredSplits.of(cluster.properties(spec)),
                    part == Part.test ? Split.TEST : Split.VALIDATION);
            return EvaluationSettings.of(model, VersionSelection.parse(versions), exam)
                    .withSupervisors(supervisors)
                    .withThreshold(threshold)
                    .withTimes(timeout, timeout.plus(GRACE));
        } catch (IllegalArgumentException wrong) {
            throw usage(wrong.getMessage());
        }
    }

    private Task task() {
        Task standard = StandardTasks.all().get(task);
        if (exponentBits == null) {
            return standard;
        }
        Task powers = StandardTasks.permutationPowering(exponentBits);
        if (!standard.name().equals(powers.name())) {
            throw usage("--exponent-bits is for " + powers.name() + " only.");
        }
        return powers;
    }

    private EvaluationReport earlier(Path file) {
        try {
            return EvaluationReport.fromJson(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw usage("--beside " + file + " cannot be read: " + Reasons.of(e));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
