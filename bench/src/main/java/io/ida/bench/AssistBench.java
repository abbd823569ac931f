package io.ida.bench;

import io.ida.events.Question;
import io.ida.models.neural.Decoding;
import io.ida.models.neural.NeuralAssistant;
import io.ida.models.neural.StudentTrainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The stage assist with a network against the bare network, in one process. Questions go through the embedded pipeline,
 * in which all stages run, until their results are committed; the bare network is called in a loop with the same questions,
 * in batches of the same size, on as many threads as the stage may have calls in flight. Both take turns; each idles while the other is measured.
 */
public final class AssistBench {
    private static final long SEED = 1;
    private static final int LATENCY_WARM_UP = 10;

    private final AssistOptions options;
    private final Consumer<String> progress;

    private AssistBench(AssistOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Measures, with all data in a directory that is removed in the end.
     *
     * @param progress told in a line what each step has found
     * @throws BenchException if answers go missing or something does not start
     */
    public static AssistReport run(AssistOptions options, Consumer<String> progress)
            throws InterruptedException, IOException {
        return ScratchDirectory.use(scratch -> new AssistBench(options, progress).measure(scratch));
    }

    /**
     * What one turn found.
     *
     * @param pipeline the questions through Kafka
     * @param bare the same questions in the bare loop
     * @param same share of the questions to which both say the same
     */
    record Turn(AssistLoad.Outcome pipeline, Throughput bare, double same) {}

    private AssistReport measure(ScratchDirectory scratch) throws InterruptedException {
        say("starting broker, registry and stages");
        Map<String, String> properties = new HashMap<>(options.properties());
        properties.putIfAbsent("assist.batch.size", Integer.toString(options.batch()));
        properties.putIfAbsent("assist.calls.in.flight", Integer.toString(options.calls()));
        AssistWorkload workload = new AssistWorkload(options);
        try (StudentTrainer tiny = StudentTrainer.create(AssistOptions.tinyStudent(), SEED);
                StudentTrainer student = StudentTrainer.create(options.student(), SEED);
                BenchPipeline pipeline = BenchPipeline.start(scratch, options.partitions(), properties);
                BareAssistant bare =
                        new BareAssistant(student.teacher(Decoding.SAMPLED), options.batch(), options.calls())) {
            pipeline.announce(AssistWorkload.PIN, NeuralAssistant.ARCHITECTURE, student::writeCheckpoint);
            pipeline.announce(AssistWorkload.TINY, NeuralAssistant.ARCHITECTURE, tiny::writeCheckpoint);
            AssistLoad load = new AssistLoad(pipeline, options);
            for (int turn = 0; turn < options.warmUps(); turn++) {
                warmUp(workload, load);
                turn("warm-up", workload, load, bare);
            }
            List<Turn> turns = new ArrayList<>();
            for (int turn = 1; turn <= options.repeats(); turn++) {
                turns.add(turn("turn " + turn + " of " + options.repeats(), workload, load, bare));
            }
            say("latency: " + options.latencyQuestions() + " questions, one after another");
            List<Question> single = workload.next(LATENCY_WARM_UP + options.latencyQuestions());
            Sample latency = load.latency(single, LATENCY_WARM_UP);
            return AssistReport.of(options, turns, latency, bare.latency(single), ProcessMemory.peak());
        }
    }

    private void warmUp(AssistWorkload workload, AssistLoad load) {
        List<Question> questions = workload.next(options.warmUpQuestions(), AssistWorkload.TINY);
        AssistLoad.Outcome piped = load.measure(questions);
        say(String.format(
                Locale.ROOT,
                "warm-up: a tiny network gives %,.0f answers/s",
                piped.throughput().perSecond(questions.size())));
    }

    private Turn turn(String name, AssistWorkload workload, AssistLoad load, BareAssistant bare)
            throws InterruptedException {
        List<Question> questions = workload.next(options.questions());
        AssistLoad.Outcome piped = load.measure(questions);
        BareAssistant.Outcome alone = bare.measure(questions);
        say(String.format(
                Locale.ROOT,
                "%s: pipeline %,.0f answers/s in batches of %.1f, bare loop %,.0f answers/s",
                name,
                piped.throughput().perSecond(questions.size()),
                piped.calls().meanBatch(),
                alone.throughput().perSecond(questions.size())));
        return new Turn(piped, alone.throughput(), AssistLoad.same(questions, piped.answers(), alone.replies()));
    }

    private void say(String line) {
        progress.accept("bench: " + line);
    }
}
