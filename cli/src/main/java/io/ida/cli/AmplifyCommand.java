package io.ida.cli;

import io.ida.amplification.Splits;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Training;
import io.ida.training.ConfiguredSplits;
import io.ida.training.StudentSettings.Targets;
import io.ida.training.TrainingListener;
import io.ida.training.TrainingStep;
import io.ida.training.iterations.ControllerConfig;
import io.ida.training.iterations.IterationController;
import io.ida.training.iterations.RunSettings;
import io.ida.training.learning.LearningController;
import io.ida.training.learning.LearningFigure;
import io.ida.training.learning.LearningSettings;
import io.ida.training.learning.RoundReport;
import io.ida.training.plot.LearningPlot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs iterated amplification. */
@Command(
        name = "amplify",
        mixinStandardHelpOptions = true,
        description = "Runs iterated amplification on a task: asks every question of its contexts, trains the next"
                + " assistant on the traces, and again, until nothing changes any more.")
final class AmplifyCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final Duration STALL_TIMEOUT = Duration.ofMinutes(5);

    private final ClusterOptions cluster;

    @Option(
            names = "--task",
            defaultValue = "permutation-powering",
            paramLabel = "TASK",
            completionCandidates = TaskNames.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String task;

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "Size of each context, or of the largest where X is a network and they grow (default: 8; 4 for a"
                            + " network that learns permutation-powering).")
    private Integer size;

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "S",
            description =
                    "Seed of the first context, and the others have the seeds after it; where X is a network, of all"
                            + " that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description =
                    "Id of the run; a run that was stopped goes on under the same id, with the same options (default:"
                            + " a new one). For runs whose data stays: with --data, on a cluster or on a running './ida up'.")
    private String run;

    @Option(
            names = "--learner",
            defaultValue = "table",
            paramLabel = "LEARNER",
            description = "What X is, ${COMPLETION-CANDIDATES}: a lookup table, which learns perfectly and never"
                    + " generalises, or a network, which is asked new contexts in every round (default:"
                    + " ${DEFAULT-VALUE}).")
    private Learner learner;

    @ArgGroup(validate = false, heading = "%nWith --learner table:%n")
    private TableOptions table = new TableOptions();

    @ArgGroup(validate = false, heading = "%nWith --learner neural:%n")
    private NetworkOptions network = new NetworkOptions();

    @Spec
    private CommandSpec spec;

    AmplifyCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireOptionsOfLearner();
        checkSize();
        return learner == Learner.neural ? learn() : iterate();
    }

    /** What does nothing is refused: its user expects that it does. */
    private void requireOptionsOfLearner() {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (option.group() != null && Learner.of(option.group()) != learner) {
                throw usage(option.longestName() + " is an option of --learner " + Learner.of(option.group())
                        + ", not of --learner " + learner + ".");
            }
        }
    }

    private int learn() throws InterruptedException {
        if (network.plot != null) {
            OutputDirectory.require("--plot", network.plot, spec);
        }
        String id = runId();
        List<LearningSettings> runs = new ArrayList<>();
        try {
            Splits splits = ConfiguredSplits.of(cluster.properties(spec));
            runs.add(network.settings(id, task, size, seed, network.supervised, splits));
            if (network.baseline) {
                runs.add(network.settings(id + "-supervised", task, size, seed, true, splits));
            }
        } catch (IllegalArgumentException wrong) {
            throw usage(wrong.getMessage());
        }
        Map<String, List<RoundReport>> reports = new LinkedHashMap<>();
        AtomicReference<TrainingListener> shownNow = new AtomicReference<>(TrainingListener.NONE);
        try (Connection connection = connect(id, steps(shownNow))) {
            for (LearningSettings settings : runs) {
                try (LearningReports shown = new LearningReports(
                                spec.commandLine().getOut(), spec.commandLine().getErr(), cluster.isJson());
                        LearningController controller =
                                new LearningController(connection.properties(), settings, STALL_TIMEOUT, shown)) {
                    shownNow.set(shown);
                    reports.put(name(settings), controller.run());
                }
            }
        }
        draw(id, reports);
        return Ida.OK;
    }

    /** The job is there before the first run, and through all of them. */
    private static TrainingListener steps(AtomicReference<TrainingListener> shownNow) {
        return new TrainingListener() {
            @Override
            public void stepped(Training training, String architecture, TrainingStep step) {
                shownNow.get().stepped(training, architecture, step);
            }
        };
    }

    private static String name(LearningSettings settings) {
        return settings.student().targets() == Targets.SOLVER ? "supervised" : "distilled";
    }

    private void draw(String id, Map<String, List<RoundReport>> reports) {
        Path directory = network.plot != null
                ? network.plot
                : cluster.data().resolve("plots").resolve(id);
        PrintWriter err = spec.commandLine().getErr();
        try {
            LearningPlot.Drawn drawn = LearningPlot.write(
                    directory, LearningFigure.of(StandardTasks.all().get(task), reports));
            if (!drawn.complaint().isEmpty()) {
                err.println(drawn.complaint());
            }
            err.println("How it went: " + drawn.page());
        } catch (IOException e) {
            err.println("The plot cannot be written to " + directory + ": " + Reasons.of(e));
        }
        err.flush();
    }

    private int iterate() throws InterruptedException {
        RunSettings settings = settings();
        try (Connection connection = connect(settings.runId(), TrainingListener.NONE);
                IterationReports reports = new IterationReports(
                        spec.commandLine().getOut(), spec.commandLine().getErr(), cluster.isJson());
                IterationController controller = new IterationController(
                        ControllerConfig.of(connection.properties(), settings), StandardTasks.all(), reports)) {
            controller.run();
            return Ida.OK;
        }
    }

    /** Connects to where the run stays, if there is such a place, and says whether it stays. */
    private Connection connect(String id, TrainingListener listener) {
        Optional<Connection> kept = Connection.kept(cluster, spec, listener);
        if (kept.isEmpty() && run != null) {
            throw usage("--run is for runs whose data stays: give --data or --bootstrap-server, or run './ida up'.");
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                kept.isPresent()
                        ? "If this run is stopped, the same command with --run " + id + " goes on with it."
                        : "The data of this run is removed at the end; --data DIR keeps it.");
        err.flush();
        return kept.orElseGet(() -> Connection.temporary(cluster, spec, listener));
    }

    private String runId() {
        return run == null ? task + "-" + STAMP.format(Instant.now()) : run;
    }

    private void checkSize() {
        Task known = StandardTasks.all()
                .find(task)
                .orElseThrow(() -> usage("Unknown task '" + task + "'. Known tasks: "
                        + String.join(", ", StandardTasks.all().names()) + "."));
        if (size != null && (size < known.minSize() || size > known.maxSize())) {
            throw usage("The size of " + task + " is " + known.minSize() + " to " + known.maxSize() + ", not " + size
                    + ".");
        }
    }

    private RunSettings settings() {
        try {
            return table.settings(runId(), task, size, seed);
        } catch (IllegalArgumentException wrong) {
            throw usage(wrong.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
