package io.ida.cli;

import io.ida.amplification.ScriptedSupervisor;
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

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

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
            defaultValue = "40",
            paramLabel = "V",
            description = "neural: versions to train at most (default: ${DEFAULT-VALUE}).")
    int versions;

    @Option(
            names = "--exponent-bits",
            defaultValue = "3",
            paramLabel = "B",
            description = "neural: bits of the exponents of permutation-powering, 2 to 6 (default: ${DEFAULT-VALUE}).")
    int exponentBits;

    @Option(
            names = "--max-difficulty",
            defaultValue = "0",
            paramLabel = "D",
            description = "neural: levels by which contexts may grow, one name each, as agreement allows (default:"
                    + " ${DEFAULT-VALUE}).")
    int maxDifficulty;

    @Option(
            names = "--round-contexts",
            defaultValue = "100",
            paramLabel = "C",
            description = "neural: new contexts of a round (default: ${DEFAULT-VALUE}).")
    int contexts;

    @Option(
            names = "--round-questions",
            defaultValue = "16",
            paramLabel = "Q",
            description = "neural: questions about each context (default: ${DEFAULT-VALUE}).")
    int questions;

    @Option(
            names = "--steps",
            defaultValue = "100",
            paramLabel = "N",
            description = "neural: training steps of a version (default: ${DEFAULT-VALUE}).")
    int steps;

    @Option(
            names = "--batch-contexts",
            defaultValue = "25",
            paramLabel = "C",
            description = "neural: contexts of a training batch (default: ${DEFAULT-VALUE}).")
    int batchContexts;

    @Option(
            names = "--window",
            defaultValue = "6",
            paramLabel = "R",
            description = "neural: rounds whose answers a version learns from (default: ${DEFAULT-VALUE}).")
    int window;

    @Option(
            names = "--width",
            defaultValue = "32",
            paramLabel = "W",
            description = "neural: width of the network (default: ${DEFAULT-VALUE}).")
    int width;

    @Option(
            names = "--layers",
            defaultValue = "1",
            paramLabel = "L",
            description = "neural: layers of facts and layers of questions (default: ${DEFAULT-VALUE}).")
    int layers;

    @Option(
            names = "--learning-rate",
            defaultValue = "0.004",
            paramLabel = "R",
            description = "neural: highest learning rate (default: ${DEFAULT-VALUE}).")
    double learningRate;

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
            defaultValue = "500",
            paramLabel = "N",
            description = "neural: demonstrations to begin with (default: ${DEFAULT-VALUE}).")
    int demonstrations;

    @Option(names = "--baseline", description = "neural: afterwards the same again, supervised, and both in one plot.")
    boolean baseline;

    @Option(
            names = "--plot",
            paramLabel = "DIR",
            description = "neural: where learning.html and learning.png are written (default: plots/<run> in the data"
                    + " directory).")
    Path plot;

    /** The settings of a learning run. */
    LearningSettings settings(String run, String task, int size, long seed, boolean supervised) {
        Language language =
                task.equals("permutation-powering") ? Languages.permutationPowering(exponentBits) : Languages.of(task);
        StudentConfig student = new StudentConfig(
                language.withNaming(Naming.RANKED),
                new NetworkSize(width, 4, 2 * width, layers, layers),
                new Optimization(learningRate, 100, 0, 1, 200));
        return new LearningSettings(
                run,
                "x-" + run,
                task,
                exponentBits,
                size,
                maxDifficulty,
                versions,
                contexts,
                questions,
                window,
                20,
                15,
                0.85,
                supervisorError == 0 ? ScriptedSupervisor.NAME : ScriptedSupervisor.NAME + "?error=" + supervisorError,
                new StudentSettings(
                        student, seed, steps, batchContexts, 8, supervised ? Targets.SOLVER : Targets.AMPLIFIED),
                supervisor == SupervisorKind.scripted ? Optional.empty() : Optional.of(imitator(task, seed)),
                demonstrations,
                TIME_TO_LIVE);
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
