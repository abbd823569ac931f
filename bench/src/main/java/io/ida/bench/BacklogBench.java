package io.ida.bench;

import io.ida.bench.LoneStages.Pipeline;
import io.ida.events.Answer;
import io.ida.training.Cluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What becomes of a long backlog: questions that all wait when the stages start, each stage a process of its own. Looks at
 * the memory of every process, at how many trees are open, and at the order in which questions are finished.
 */
public final class BacklogBench {
    private static final Duration POLL = Duration.ofMillis(200);

    private final BacklogOptions options;
    private final java.util.function.Consumer<String> progress;
    private final List<BacklogReport.Look> looks = new ArrayList<>();
    private final FinishingOrder order;

    private BacklogBench(BacklogOptions options, java.util.function.Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        order = new FinishingOrder(IntStream.range(0, options.questions())
                .map(number -> BuiltInPartitioner.partitionForKey(
                        WideWorkload.id(number).getBytes(StandardCharsets.UTF_8), BacklogOptions.PARTITIONS))
                .toArray());
    }

    /**
     * Measures, with all data in a directory that is removed in the end.
     *
     * @param progress told in a line what each look has found
     * @throws BenchException if results go missing or something does not start
     */
    public static BacklogReport run(BacklogOptions options, java.util.function.Consumer<String> progress)
            throws InterruptedException, IOException {
        return ScratchDirectory.use(scratch -> new BacklogBench(options, progress).measure(scratch));
    }

    private BacklogReport measure(ScratchDirectory scratch) throws InterruptedException, IOException {
        try (LoneStages stages = new LoneStages(scratch, BacklogOptions.PARTITIONS)) {
            Pipeline pipeline = stages.next();
            WideWorkload workload = new WideWorkload(options.questions(), options.contextSize());
            pipeline.announce(workload.table());
            progress.accept(String.format(Locale.ROOT, "bench: publishing %,d questions", options.questions()));
            pipeline.publish(pipeline.topics().questions(), options.questions(), workload::root, WideWorkload::id);
            try (StageProcesses processes = StageProcesses.start(
                    pipeline,
                    scratch.path(),
                    options.heapMegabytes(),
                    Map.of("decompose.max.open.trees", Integer.toString(options.openTrees())))) {
                Stopwatch watch = new Stopwatch();
                await(pipeline, processes);
                return BacklogReport.of(options, watch.stop(options.questions()), looks, order);
            }
        }
    }

    private void await(Pipeline pipeline, StageProcesses processes) throws InterruptedException {
        long began = System.nanoTime();
        long nextLook = began;
        String topic = pipeline.topics().results().name();
        Deserializer<Answer> decoder =
                pipeline.cluster().serdes().of(pipeline.topics().results()).deserializer();
        try (Consumer<byte[], byte[]> consumer = pipeline.cluster().reader()) {
            consumer.assign(Cluster.partitions(consumer, topic));
            consumer.seekToBeginning(consumer.assignment());
            while (order.count() < options.questions()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Answer answer = decoder.deserialize(topic, record.value());
                    order.finish(WideWorkload.number(answer.getQuestionId()));
                }
                long now = System.nanoTime();
                if (now >= nextLook) {
                    nextLook = now + options.sampleInterval().toNanos();
                    look(processes, Duration.ofNanos(now - began));
                }
                if (now - began > options.timeout().toNanos()) {
                    throw new BenchException("Only " + order.count() + " of " + options.questions()
                            + " questions are answered within " + options.timeout() + ".");
                }
            }
        }
    }

    private void look(StageProcesses processes, Duration elapsed) throws InterruptedException {
        processes.requireAlive();
        Map<String, Long> memory = new TreeMap<>(processes.memory());
        memory.put("broker", ProcessMemory.now());
        BacklogReport.Look look = new BacklogReport.Look(
                elapsed.toSeconds(),
                order.count(),
                Math.round(processes.metric("synthesize", "ida_open_trees")),
                Math.round(processes.metric("decompose", "ida_waiting_roots")),
                memory);
        looks.add(look);
        progress.accept("bench: " + look.line());
    }
}
