package io.ida.cli;

import io.ida.amplification.ScriptedSupervisor;
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

/** What X is, and how it learns. */
final class LearnerOptions {
    /** What X is. */
    enum Learner {
        table,
        neural
    }

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

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);
    private static final int HEADS = 4;
    private static final int WARM_UP_STEPS = 100;
    private static final int TEACHER_HORIZON = 200;
    private static final int LESSONS_OF_CONTEXT = 8;

    @Option(
            names = "--learner",
            defaultValue = "table",
            paramLabel = "LEARNER",
            description = "What X is, ${COMPLETION-CANDIDATES}: a lookup table, which learns perfectly and never"
                    + " generalises, or a network, which is asked new contexts in every round (default:"
                    + " ${DEFAULT-VALUE}).")
    Learner learner;

    @Option(
            names = "--versions",
            paramLabel = "V",
            description = "neural: versions to train at most (default: by task and size).")
    Integer versions;

    @Option(
            names = "--exponent-bits",
            defaultValue = "3",
            paramLabel = "B",
            description = "neural: bits of the exponents of permutation-powering, 2 to 6 (default: ${DEFAULT-VALUE}).")
    int exponentBits;

    @Option(
            names = "--from-size",
            paramLabel = "N",
            description = "neural: size of the smallest contexts (default: by task and size).")
    Integer fromSize;

    @Option(
            names = "--start-size",
            paramLabel = "N",
            description =
                    "neural: size of the largest contexts of the first round; from there they grow to --size by one"
                            + " at a time, as agreement allows (default: by task and size).")
    Integer startSize;

    @Option(
            names = "--round-contexts",
            paramLabel = "C",
            description = "neural: new contexts of a round (default: by task and size).")
    Integer contexts;

    @Option(
            names = "--round-questions",
            paramLabel = "Q",
            description = "neural: questions about each context (default: by task and size).")
    Integer questions;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "neural: training steps of a version (default: by task and size).")
    Integer steps;

    @Option(
            names = "--batch-contexts",
            paramLabel = "C",
            description = "neural: contexts of a training batch (default: by task and size).")
    Integer batchContexts;

    @Option(
            names = "--window",
            paramLabel = "R",
            description = "neural: rounds whose answers a version learns from (default: by task and size).")
    Integer window;

    @Option(
            names = "--width",
            paramLabel = "W",
            description = "neural: width of the network (default: by task and size).")
    Integer width;

    @Option(
            names = "--fact-layers",
            paramLabel = "L",
            description = "neural: layers in which facts look at each other (default: by task and size).")
    Integer factLayers;

    @Option(
            names = "--question-layers",
            paramLabel = "L",
            description = "neural: layers in which questions look at facts (default: by task and size).")
    Integer questionLayers;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description = "neural: highest learning rate (default: by task and size).")
    Double learningRate;

    @Option(
            names = "--teacher",
            paramLabel = "HOW",
            description =
                    "neural: how X chooses its answers to sub-questions, ${COMPLETION-CANDIDATES}: drawn as likely as"
                            + " they are, or the most likely one (default: by task and size).")
    Teacher teacher;

    @Option(
            names = "--supervisor-error",
            defaultValue = "0",
            paramLabel = "P",
            description = "neural: probability with which H errs in an answer (default: ${DEFAULT-VALUE}).")
    double supervisorError;

    @Option(
            names = "--supervised",
            description = "neural: learn the solver's answers instead of the amplified team's, with the same questions"
                    + " and steps: the baseline.")
    boolean supervised;

    @Option(
            names = "--supervisor",
            defaultValue = "learned",
            paramLabel = "H",
            description =
                    "neural: who cuts questions up, ${COMPLETION-CANDIDATES}: the program of the task, or a network"
                            + " that imitates it and asks it for ever fewer demonstrations (default: ${DEFAULT-VALUE}).")
    SupervisorKind supervisor;

    @Option(
            names = "--demonstrations",
            paramLabel = "N",
            description = "neural: demonstrations to begin with (default: by task and size).")
    Integer demonstrations;

    @Option(names = "--baseline", description = "neural: afterwards the same again, supervised, and both in one plot.")
    boolean baseline;

    @Option(
            names = "--plot",
            paramLabel = "DIR",
            description = "neural: where learning.html and learning.png are written (default: plots/<run> in the data"
                    + " directory).")
    Path plot;

    /**
     * The settings of a learning run.
     *
     * @param size of the largest contexts; null for the task's usual one
     */
    LearningSettings settings(String run, String task, Integer size, long seed, boolean supervised) {
        Recipe recipe = Recipe.of(task, size);
        Language language =
                task.equals("permutation-powering") ? Languages.permutationPowering(exponentBits) : Languages.of(task);
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
                exponentBits,
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
                supervisorError == 0 ? ScriptedSupervisor.NAME : ScriptedSupervisor.NAME + "?error=" + supervisorError,
                Decoding.valueOf(or(teacher, recipe.teacher()).name().toUpperCase(Locale.ROOT)),
                new StudentSettings(
                        student,
                        seed,
                        or(steps, recipe.steps()),
                        or(batchContexts, recipe.batchContexts()),
                        LESSONS_OF_CONTEXT,
                        supervised ? Targets.SOLVER : Targets.AMPLIFIED),
                supervisor == SupervisorKind.scripted ? Optional.empty() : Optional.of(imitator(task, seed)),
                or(demonstrations, recipe.demonstrations()),
                TIME_TO_LIVE);
    }

    private static <T> T or(T chosen, T usual) {
        return chosen == null ? usual : chosen;
    }

    private ImitatorSettings imitator(String task, long seed) {
        SupervisorLanguage language = task.equals("permutation-powering")
                ? SupervisorLanguages.permutationPowering(exponentBits)
                : SupervisorLanguages.of(task);
        SupervisorConfig config =
                new SupervisorConfig(language, SupervisorSize.SMALL, new Optimization(0.002, 50, 0, 1, 50));
        return new ImitatorSettings(config, seed, 100, 64);
    }
}
