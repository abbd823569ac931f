package io.ida.bench;

import io.ida.bench.PipelineLoad.Outcome;
import io.ida.models.TableCheckpoint;
import io.ida.models.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The pipeline against its limit, in one process on one broker.
 *
 * <p>A <b>hop</b> is one event that one application consumes. The pipeline's hops are the records, without the markers of
 * transactions, that a load leaves in the topics that stages read: {@code questions}, {@code subquestions}, {@code
 * rounds} and {@code results} (read by decompose), {@code assists} (by assist), {@code decompositions} and {@code answers}
 * (by synthesize), {@code amplifications} (by distill). Changelogs and {@code traces} are not among them: what the stages
 * write there is work that the chain does not have. A hop of the chain is one record through one of its applications,
 * which are as many as the pipeline has stages.
 *
 * <p>The pipeline runs first, so that the chain's records can be as large as the pipeline's are in the mean. Then both take
 * turns; each idles while the other is measured.
 */
public final class PipelineBench {
    /** decompose, assist, synthesize, distill. */
    private static final int STAGES = 4;

    private final BenchOptions options;
    private final Consumer<String> progress;

    private PipelineBench(BenchOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Measures, with all data in a directory that is removed in the end.
     *
     * @param progress told in a line what each step has found
     * @throws BenchException if records go missing or something does not start
     */
    public static BenchReport run(BenchOptions options, Consumer<String> progress)
            throws InterruptedException, IOException {
        return ScratchDirectory.use(scratch -> new PipelineBench(options, progress).measure(scratch));
    }

    private BenchReport measure(ScratchDirectory scratch) throws InterruptedException {
        say("starting broker, registry and stages");
        Workload workload = new Workload(options.contextSize());
        try (BenchPipeline pipeline = BenchPipeline.start(scratch, options.partitions(), options.properties())) {
            List<TableRow> table = workload.table();
            pipeline.announce(Workload.PIN, TableCheckpoint.ARCHITECTURE, out -> TableCheckpoint.write(table, out));
            PipelineLoad load = new PipelineLoad(pipeline, workload, options.timeout());
            Outcome first = turn("warm-up", load);
            try (PassThroughChain chain =
                    PassThroughChain.start(STAGES, pipeline.properties(), options.partitions(), options.timeout())) {
                return alternate(pipeline, workload, load, chain, first);
            }
        }
    }

    private BenchReport alternate(
            BenchPipeline pipeline, Workload workload, PipelineLoad load, PassThroughChain chain, Outcome first) {
        Tally size = TopicTallies.total(first.byTopic());
        turn("warm-up", chain, size);
        for (int turn = 1; turn < options.warmUps(); turn++) {
            turn("warm-up", load);
            turn("warm-up", chain, size);
        }
        List<Outcome> pipelines = new ArrayList<>();
        List<Throughput> chains = new ArrayList<>();
        for (int turn = 1; turn <= options.repeats(); turn++) {
            String name = "turn " + turn + " of " + options.repeats();
            pipelines.add(turn(name, load));
            chains.add(turn(name, chain, size));
        }
        say("latency: " + options.latencyQuestions() + " questions, one after another");
        Sample latency = new QuestionLatency(pipeline, workload, options.timeout()).measure(options.latencyQuestions());
        return BenchReport.of(options, STAGES, pipelines, chains, latency, size, ProcessMemory.peak());
    }

    private Outcome turn(String name, PipelineLoad load) {
        Outcome outcome = load.measure(options.questions());
        say(String.format(
                Locale.ROOT,
                "%s: pipeline %,.0f hops/s, %,.0f questions/s",
                name,
                outcome.throughput().hopsPerSecond(),
                outcome.throughput().perSecond(options.questions())));
        return outcome;
    }

    private Throughput turn(String name, PassThroughChain chain, Tally size) {
        Throughput throughput = chain.measure(options.chainRecords(), size.meanKeyBytes(), size.meanValueBytes());
        say(String.format(Locale.ROOT, "%s: chain %,.0f hops/s", name, throughput.hopsPerSecond()));
        return throughput;
    }

    private void say(String line) {
        progress.accept("bench: " + line);
    }
}
