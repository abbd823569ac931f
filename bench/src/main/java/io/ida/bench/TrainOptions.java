package io.ida.bench;

import io.ida.models.neural.Languages;
import io.ida.models.neural.Naming;
import io.ida.models.neural.NetworkSize;
import io.ida.models.neural.Optimization;
import io.ida.models.neural.StudentConfig;
import io.ida.training.StudentSettings;
import io.ida.training.StudentSettings.Targets;
import java.time.Duration;
import java.util.Map;

/**
 * What a measurement of the training job is made of.
 *
 * @param width width of the network, a multiple of 4
 * @param layers layers of facts and layers of questions, each
 * @param facts facts of a context: 4 to 64
 * @param contexts new contexts of a round
 * @param questionsPerContext traces about each context
 * @param window rounds whose traces a version learns from
 * @param steps steps of a version
 * @param batchContexts contexts of a step
 * @param batchLessons lessons about each context of a step
 * @param partitions partitions of the topic of traces
 * @param repeats versions, and as many turns of the bare loop; medians of the turns are reported
 * @param warmUps versions and turns before that do not count
 * @param timeout how long any one wait may take
 * @param properties further properties of the training job, by which a setting is tried
 */
public record TrainOptions(
        int width,
        int layers,
        int facts,
        int contexts,
        int questionsPerContext,
        int window,
        int steps,
        int batchContexts,
        int batchLessons,
        int partitions,
        int repeats,
        int warmUps,
        Duration timeout,
        Map<String, String> properties) {
    /** What is measured unless something else is asked for: a version of the learned loop. */
    public static final TrainOptions DEFAULT =
            new TrainOptions(64, 2, 8, 100, 16, 6, 100, 25, 8, 4, 5, 3, Duration.ofMinutes(2), Map.of());

    private static final int HEADS = 4;
    private static final long SEED = 1;

    /** @throws IllegalArgumentException if a number is out of range */
    public TrainOptions {
        AtLeast.require(1, layers, "layers");
        AtLeast.require(1, contexts, "contexts");
        AtLeast.require(1, questionsPerContext, "questions per context");
        AtLeast.require(1, window, "rounds in the window");
        AtLeast.require(1, steps, "steps");
        AtLeast.require(1, batchContexts, "contexts in a batch");
        AtLeast.require(1, batchLessons, "lessons about a context in a batch");
        AtLeast.require(1, partitions, "partitions");
        AtLeast.require(1, repeats, "repeats");
        AtLeast.require(1, warmUps, "warm-ups");
        if (facts < 4 || facts > 64) {
            throw new IllegalArgumentException("A context has 4 to 64 facts, not " + facts + ".");
        }
        if (width < HEADS || width % HEADS != 0) {
            throw new IllegalArgumentException("The width is a multiple of " + HEADS + ", not " + width + ".");
        }
        if (contexts < batchContexts || questionsPerContext < batchLessons) {
            throw new IllegalArgumentException("A batch of " + batchContexts + " contexts with " + batchLessons
                    + " lessons each needs rounds of as many.");
        }
        properties = Map.copyOf(properties);
    }

    /** The student, and how the job trains it. */
    StudentSettings settings() {
        StudentConfig student = new StudentConfig(
                Languages.of(TrainWorkload.TASK).withNaming(Naming.RANKED),
                new NetworkSize(width, HEADS, 2 * width, layers, layers),
                new Optimization(0.002, 100, 0, 1, 200));
        return new StudentSettings(student, SEED, steps, batchContexts, batchLessons, Targets.AMPLIFIED);
    }

    /** Examples of one version. */
    int examples() {
        return steps * batchContexts * batchLessons;
    }
}
