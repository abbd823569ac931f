package io.ida.bench;

import io.ida.schemas.Topics;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.synthesize.SynthesizeApp;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How the stages scale. Each works off, alone and with a number of threads, the backlog that the stage before it has left,
 * so that it is the bottleneck; then assist does so with a slow model and a number of calls in flight. Broker, registry
 * and stage are in one process.
 */
public final class ScalingBench {
    private static final List<Step> STEPS = List.of(
            new Step(DecomposeApp.STAGE, topics -> topics.assists().name(), WideWorkload.ASKS),
            new Step(AssistApp.STAGE, topics -> topics.answers().name(), WideWorkload.ASKS),
            new Step(SynthesizeApp.STAGE, topics -> topics.results().name(), 1),
            new Step(DistillApp.STAGE, topics -> topics.traces().name(), 1));

    /** As decompose does by default. */
    private static final int SHARDS = 16;

    private final ScalingOptions options;
    private final Consumer<String> progress;

    private ScalingBench(ScalingOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Measures, with all data in a directory that is removed in the end.
     *
     * @param progress told in a line what each step has found
     * @throws BenchException if records go missing or something does not start
     */
    public static ScalingReport run(ScalingOptions options, Consumer<String> progress)
            throws InterruptedException, IOException {
        return ScratchDirectory.use(scratch -> new ScalingBench(options, progress).measure(scratch));
    }

    /** A stage, and the topic whose records count. */
    private record Step(Stage stage, Function<Topics, String> output, int recordsPerQuestion) {}

    private ScalingReport measure(ScratchDirectory scratch) throws InterruptedException {
        say("starting broker and registry");
        try (LoneStages stages = new LoneStages(scratch, ScalingOptions.PARTITIONS)) {
            stageByStage("warm-up", stages.next(), options.threads().get(0));
            Map<String, Map<Integer, Double>> byThreads = new TreeMap<>();
            for (int threads : options.threads()) {
                stageByStage(threads + " threads", stages.next(), threads)
                        .forEach((stage, rate) -> byThreads
                                .computeIfAbsent(stage, any -> new TreeMap<>())
                                .put(threads, rate));
            }
            Map<Integer, Double> byCalls = new TreeMap<>();
            for (int calls : options.calls()) {
                byCalls.put(calls, slowCalls(stages.next(), calls));
            }
            return ScalingReport.of(options, byThreads, byCalls);
        }
    }

    /** Questions a second of each stage. */
    private Map<String, Double> stageByStage(String name, LoneStages.Pipeline pipeline, int threads)
            throws InterruptedException {
        WideWorkload workload = new WideWorkload(options.questions(), options.contextSize());
        pipeline.announce(workload.table());
        pipeline.publish(pipeline.topics().questions(), options.questions(), workload::root, WideWorkload::id);
        Map<String, Double> rates = new TreeMap<>();
        for (Step step : STEPS) {
            Map<String, String> settings = new TreeMap<>(Map.of("num.stream.threads", Integer.toString(threads)));
            if (step.stage() == DecomposeApp.STAGE) { // no tree is answered while decompose runs alone
                settings.put("decompose.max.open.trees", Integer.toString(options.questions()));
            }
            try (RunningStage running = pipeline.start(step.stage(), settings, options.timeout())) {
                double records = Drain.perSecond(
                        pipeline.cluster(),
                        step.output().apply(pipeline.topics()),
                        options.questions() * step.recordsPerQuestion(),
                        options.timeout());
                rates.put(step.stage().name(), records / step.recordsPerQuestion());
            }
            say(String.format(
                    Locale.ROOT,
                    "%s: %s %,.0f questions/s",
                    name,
                    step.stage().name(),
                    rates.get(step.stage().name())));
        }
        return rates;
    }

    /** Answers a second of the slow model. */
    private double slowCalls(LoneStages.Pipeline pipeline, int calls) throws InterruptedException {
        int questions = calls * options.rounds();
        WideWorkload workload = new WideWorkload(questions, options.contextSize());
        pipeline.announce(workload.table());
        pipeline.publish(
                pipeline.topics().assists(),
                questions,
                workload::assist,
                number -> workload.assist(number).getContext().getContextId() + '#' + number % SHARDS);
        Map<String, String> settings = Map.of(
                "assist.batch.size", "1",
                "assist.calls.in.flight", Integer.toString(calls),
                "assist.delay.ms", Long.toString(options.delay().toMillis()));
        try (RunningStage running = pipeline.start(AssistApp.STAGE, settings, options.timeout())) {
            double rate = Drain.perSecond(
                    pipeline.cluster(), pipeline.topics().results().name(), questions, options.timeout());
            say(String.format(Locale.ROOT, "%d calls in flight: %,.0f answers/s", calls, rate));
            return rate;
        }
    }

    private void say(String line) {
        progress.accept("bench: " + line);
    }
}
