package io.ida.cli;

import io.ida.amplification.Splits;
import io.ida.amplification.SupervisorName;
import io.ida.models.neural.Decoding;
import io.ida.models.neural.Language;
import io.ida.models.neural.Languages;
import io.ida.models.neural.Naming;
import io.ida.models.neural.NetworkSize;
import io.ida.models.neural.Optimization;
import io.ida.models.neural.StudentConfig;
import io.ida.models.neural.SupervisorConfig;
import io.ida.models.neural.SupervisorLanguage;
import io.ida.models.neural.SupervisorLanguages;
import io.ida.models.neural.SupervisorSize;
import io.ida.training.ImitatorSettings;
import io.ida.training.StudentSettings;
import io.ida.training.StudentSettings.Targets;
import io.ida.training.learning.LearningSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How X learns that is a network. */
final class NetworkOptions {
    /** Who cuts questions up. */
    enum SupervisorKind {
        scripted,
        learned
    }

    /** How X chooses its answers to sub-questions. */
    enum Teacher {
        sampled,
        greedy
    }

    private static final String POWERS = "permutation-powering";
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);
    private static final int EXPONENT_BITS = 3;
    private static final int HEADS = 4;
    private static final int WARM_UP_STEPS = 100;
    private static final int TEACHER_HORIZON = 200;
    private static final int LESSONS_OF_CONTEXT = 8;

    @Option(
            names = "--versions",
            paramLabel = "V",
            description = "Versions to train at most (default: by task and size).")
    Integer versions;

    @Option(
            names = "--exponent-bits",
            paramLabel = "B",
            description = "Bits of the exponents of permutation-powering, 2 to 6 (default: 3).")
    Integer exponentBits;

    @Option(
            names = "--from-size",
            paramLabel = "N",
            description = "Size of the smallest contexts (default: by task and size).")
    Integer fromSize;

    @Option(
            names = "--start-size",
            paramLabel = "N",
            description = "Size of the largest contexts of the first round; from there they grow to --size by one"
                    + " at a time, as agreement allows (default: by task and size).")
    Integer startSize;

    @Option(
            names = "--round-contexts",
            paramLabel = "C",
            description = "New contexts of a round (default: by task and size).")
    Integer contexts;

    @Option(
            names = "--round-questions",
            paramLabel = "Q",
            description = "Questions about each context (default: by task and size).")
    Integer questions;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Training steps of a version (default: by task and size).")
    Integer steps;

    @Option(
            names = "--batch-contexts",
            paramLabel = "C",
            description = "Contexts of a training batch (default: by task and size).")
    Integer batchContexts;

    @Option(
            names = "--window",
            paramLabel = "R",
            description = "Rounds whose answers a version learns from (default: by task and size).")
    Integer window;

    @Option(names = "--width", paramLabel = "W", description = "Width of the network (default: by task and size).")
    Integer width;

    @Option(
            names = "--fact-layers",
            paramLabel = "L",
            description = "Layers in which facts look at each other (default: by task and size).")
    Integer factLayers;

    @Option(
            names = "--question-layers",
            paramLabel = "L",
            description = "Layers in which questions look at facts (default: by task and size).")
    Integer questionLayers;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description = "Highest learning rate (default: by task and size).")
    Double learningRate;

    @Option(
            names = "--teacher",
            paramLabel = "HOW",
            description = "How X chooses its answers to sub-questions, ${COMPLETION-CANDIDATES}: drawn as likely as"
                    + " they are, or the most likely one (default: by task and size).")
    Teacher teacher;

    @Option(
            names = "--supervisor-error",
            defaultValue = "0",
            paramLabel = "P",
            description = "Probability with which H errs in an answer (default: ${DEFAULT-VALUE}).")
    double supervisorError;

    @Option(
            names = "--supervised",
            description = "Learn the solver's answers instead of the amplified team's, with the same questions"
                    + " and steps: the baseline.")
    boolean supervised;

    @Option(
            names = "--supervisor",
            defaultValue = "learned",
            paramLabel = "H",
            description = "Who cuts questions up, ${COMPLETION-CANDIDATES}: the program of the task, or a network"
                    + " that imitates it and asks it for ever fewer demonstrations (default: ${DEFAULT-VALUE}).")
    SupervisorKind supervisor;

    @Option(
            names = "--demonstrations",
            paramLabel = "N",
            description = "Demonstrations to begin with (default: by task and size).")
    Integer demonstrations;

    @Option(names = "--baseline", description = "Afterwards the same again, supervised, and both in one plot.")
    boolean baseline;

    @Option(
            names = "--plot",
            paramLabel = "DIR",
            description = "Where learning.html and learning.png are written (default: plots/<run> in the data"
                    + " directory).")
    Path plot;

    /**
     * The settings of a learning run.
     *
     * @param size of the largest contexts; null for the task's usual one
     * @param splits how the data set is divided
     * @throws IllegalArgumentException if they make no sense
     */
    LearningSettings settings(String run, String task, Integer size, long seed, boolean supervised, Splits splits) {
        requireAllMatter(task);
        require(
                supervisorError >= 0 && supervisorError <= 1,
                "--supervisor-error is a probability from 0 to 1, not " + supervisorError + ".");
        Recipe recipe = Recipe.of(task, size);
        int bits = or(exponentBits, EXPONENT_BITS);
        Language language = task.equals(POWERS) ? Languages.permutationPowering(bits) : Languages.of(task);
        int chosenWidth = or(width, recipe.width());
        StudentConfig student = new StudentConfig(
                language.withNaming(Naming.RANKED),
                new NetworkSize(
                        chosenWidth,
                        HEADS,
                        2 * chosenWidth,
                        or(factLayers, recipe.factLayers()),
                        or(questionLayers, recipe.questionLayers())),
                new Optimization(or(learningRate, recipe.learningRate()), WARM_UP_STEPS, 0, 1, TEACHER_HORIZON));
        int last = or(size, recipe.size());
        int first = or(fromSize, Math.min(last, recipe.fromSize()));
        int start = or(startSize, Math.max(first, Math.min(last, recipe.startSize())));
        if (first > start || start > last) {
            throw new IllegalArgumentException("Contexts grow from --from-size over --start-size to --size, not from "
                    + first + " over " + start + " to " + last + ".");
        }
        return new LearningSettings(
                run,
                "x-" + run,
                task,
                bits,
                first,
                start - first,
                last - first,
                or(versions, recipe.versions()),
                or(contexts, recipe.contexts()),
                or(questions, recipe.questions()),
                or(window, recipe.window()),
                first == last ? 20 : 10,
                15,
                0.85,
                new SupervisorName(SupervisorName.SCRIPTED, Optional.empty(), Optional.empty(), supervisorError)
                        .toString(),
                Decoding.valueOf(or(teacher, recipe.teacher()).name().toUpperCase(Locale.ROOT)),
                new StudentSettings(
                        student,
                        seed,
                        or(steps, recipe.steps()),
                        or(batchContexts, recipe.batchContexts()),
                        LESSONS_OF_CONTEXT,
                        supervised ? Targets.SOLVER : Targets.AMPLIFIED),
                supervisor == SupervisorKind.scripted ? Optional.empty() : Optional.of(imitator(task, bits, seed)),
                or(demonstrations, recipe.demonstrations()),
                TIME_TO_LIVE,
                splits);
    }

    /** Refuses options that others make meaningless. */
    private void requireAllMatter(String task) {
        require(exponentBits == null || task.equals(POWERS), "--exponent-bits is for " + POWERS + " only.");
        require(
                demonstrations == null || supervisor == SupervisorKind.learned,
                "--demonstrations are for --supervisor learned: the scripted H is not imitated.");
        require(!supervised || !baseline, "--baseline adds a run with --supervised: give one of them.");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static <T> T or(T chosen, T usual) {
        return chosen == null ? usual : chosen;
    }

    private static ImitatorSettings imitator(String task, int bits, long seed) {
        SupervisorLanguage language =
                task.equals(POWERS) ? SupervisorLanguages.permutationPowering(bits) : SupervisorLanguages.of(task);
        SupervisorConfig config =
                new SupervisorConfig(language, SupervisorSize.SMALL, new Optimization(0.002, 50, 0, 1, 50));
        return new ImitatorSettings(config, seed, 100, 64);
    }
}
