package io.ida.bench;

import io.ida.models.neural.Languages;
import io.ida.models.neural.Naming;
import io.ida.models.neural.NetworkSize;
import io.ida.models.neural.Optimization;
import io.ida.models.neural.StudentConfig;
import java.time.Duration;
import java.util.Map;

/**
 * What a measurement of the assistant is made of.
 *
 * @param width width of the network, a multiple of 4
 * @param layers layers of facts and layers of questions, each
 * @param facts facts of a context: 4 to 64
 * @param questionsPerContext questions about each context, published one after another
 * @param batch most questions in one call of the model, in the pipeline and in the bare loop
 * @param calls calls in flight at once, in the pipeline, and threads of the bare loop
 * @param questions questions of one turn
 * @param entry where questions enter the pipeline
 * @param partitions partitions of the pipeline's topics
 * @param repeats how often pipeline and bare loop take turns; medians of the turns are reported
 * @param warmUps unmeasured turns before
 * @param warmUpQuestions questions of an unmeasured turn to a network that costs next to nothing, so that what is around
 *     the network is compiled before it is measured; after them come as many as in a turn
 * @param latencyQuestions questions asked one after another
 * @param timeout how long any one wait may take
 * @param properties further properties of the pipeline, by which a setting is tried
 */
public record AssistOptions(
        int width,
        int layers,
        int facts,
        int questionsPerContext,
        int batch,
        int calls,
        int questions,
        Entry entry,
        int partitions,
        int repeats,
        int warmUps,
        int warmUpQuestions,
        int latencyQuestions,
        Duration timeout,
        Map<String, String> properties) {
    /** What is measured unless something else is asked for. */
    public static final AssistOptions DEFAULT = new AssistOptions(
            256, 3, 64, 8, 64, 1, 4_000, Entry.assists, 4, 7, 10, 15_000, 50, Duration.ofMinutes(2), Map.of());

    private static final int HEADS = 4;

    /** Where questions enter the pipeline. */
    public enum Entry {
        /** Where users publish them: decompose admits each and sends it on to the assistant. */
        questions,
        /** Where decompose sends them: the stage assist alone stands before the answer. */
        assists
    }

    /** @throws IllegalArgumentException if a number is out of range */
    public AssistOptions {
        AtLeast.require(1, layers, "layers");
        AtLeast.require(1, questionsPerContext, "questions per context");
        AtLeast.require(1, batch, "questions in a batch");
        AtLeast.require(1, calls, "calls");
        AtLeast.require(1, questions, "questions");
        AtLeast.require(1, partitions, "partitions");
        AtLeast.require(1, repeats, "repeats");
        AtLeast.require(1, warmUps, "warm-ups");
        AtLeast.require(1, warmUpQuestions, "warm-up questions");
        AtLeast.require(1, latencyQuestions, "latency questions");
        if (facts < 4 || facts > 64) {
            throw new IllegalArgumentException("A context has 4 to 64 facts, not " + facts + ".");
        }
        if (width < HEADS || width % HEADS != 0) {
            throw new IllegalArgumentException("The width is a multiple of " + HEADS + ", not " + width + ".");
        }
        properties = Map.copyOf(properties);
    }

    /** The network, which has learned nothing: what it answers takes as long as what it will have learned. */
    StudentConfig student() {
        return student(new NetworkSize(width, HEADS, 2 * width, layers, layers));
    }

    /** The network of the warm-up. */
    static StudentConfig tinyStudent() {
        return student(new NetworkSize(8, 1, 8, 1, 1));
    }

    private static StudentConfig student(NetworkSize size) {
        return new StudentConfig(
                Languages.of(AssistWorkload.TASK).withNaming(Naming.RANKED),
                size,
                new Optimization(0.002, 100, 0, 1, 200));
    }
}
