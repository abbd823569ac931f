package io.ida.cli;

import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Training;
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
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
    private static final int USUAL_SIZE = 8;
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
            names = "--iterations",
            paramLabel = "K",
            description = "Iterations to run at most (default: until a fixed point).")
    private Integer iterations;

    @Option(
            names = "--contexts",
            defaultValue = "1",
            paramLabel = "C",
            description = "Number of contexts (default: ${DEFAULT-VALUE}).")
    private int contexts;

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "S",
            description = "Seed of the first context; the others have the seeds after it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--depth",
            defaultValue = "1",
            paramLabel = "D",
            description = "Levels of amplification of each question (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Id of the run; a run that was stopped goes on under the same id (default: a new one).")
    private String run;

    @ArgGroup(validate = false, heading = "%nHow X learns:%n")
    private LearnerOptions learner = new LearnerOptions();

    @Spec
    private CommandSpec spec;

    AmplifyCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() throws InterruptedException {
        return learner.learner == LearnerOptions.Learner.neural ? learn() : iterate();
    }

    private int learn() throws InterruptedException {
        String id = runId();
        List<LearningSettings> runs = new ArrayList<>();
        try {
            checkSize();
            runs.add(learner.settings(id, task, size, seed, learner.supervised));
            if (learner.baseline) {
                runs.add(learner.settings(id + "-supervised", task, size, seed, true));
            }
        } catch (IllegalArgumentException wrong) {
            throw usage(wrong.getMessage());
        }
        Map<String, List<RoundReport>> reports = new LinkedHashMap<>();
        AtomicReference<TrainingListener> shownNow = new AtomicReference<>(TrainingListener.NONE);
        try (Connection connection = Connection.openTemporary(cluster, spec, steps(shownNow))) {
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
        Path directory = learner.plot != null
                ? learner.plot
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
            err.println("The plot cannot be written to " + directory + ": " + e);
        }
        err.flush();
    }

    private int iterate() throws InterruptedException {
        RunSettings settings = settings();
        try (Connection connection = Connection.openTemporary(cluster, spec, TrainingListener.NONE);
                IterationReports reports = new IterationReports(
                        spec.commandLine().getOut(), spec.commandLine().getErr(), cluster.isJson());
                IterationController controller = new IterationController(
                        ControllerConfig.of(connection.properties(), settings), StandardTasks.all(), reports)) {
            controller.run();
            return Ida.OK;
        }
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
        checkSize();
        Map<String, String> keys = new TreeMap<>();
        keys.put(RunSettings.ID, runId());
        keys.put(RunSettings.TASK, task);
        keys.put(RunSettings.SIZE, Integer.toString(size == null ? USUAL_SIZE : size));
        keys.put(RunSettings.CONTEXTS, Integer.toString(contexts));
        keys.put(RunSettings.SEED, Long.toString(seed));
        keys.put(RunSettings.DEPTH, Integer.toString(depth));
        if (iterations != null) {
            if (iterations < 1) {
                throw usage("A run needs at least 1 iteration, not " + iterations + ".");
            }
            keys.put(RunSettings.MAX_ITERATIONS, iterations.toString());
        }
        try {
            return RunSettings.from(keys);
        } catch (IllegalArgumentException wrong) {
            throw usage(wrong.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
