package io.ida.bench;

import io.ida.dataset.ExportFormat;
import io.ida.dataset.ExportPlan;
import io.ida.dataset.ExportSummary;
import io.ida.dataset.Exporter;
import io.ida.events.Trace;
import io.ida.schemas.Topic;
import io.ida.training.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Exports of the topic of traces against a bare consumer that reads and deserializes the same records, in one process, on
 * the same client settings. In each turn the bare consumer goes before each format, so that a ratio is of neighbours: the
 * machine may drift, and the just-in-time compiler takes a minute until it is done with all of them. Every export writes whole files to a new directory, which is removed after its
 * time was taken.
 */
public final class ExportBench {
    private static final Duration POLL = Duration.ofMillis(200);

    private final ExportOptions options;
    private final java.util.function.Consumer<String> progress;
    private final List<Long> memory = new ArrayList<>();

    private ExportBench(ExportOptions options, java.util.function.Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Measures, with all data in a directory that is removed in the end.
     *
     * @param progress told in a line what each step has found
     * @throws BenchException if rows are missing in an export
     */
    public static ExportReport run(ExportOptions options, java.util.function.Consumer<String> progress)
            throws InterruptedException, IOException {
        return ScratchDirectory.use(scratch -> new ExportBench(options, progress).measure(scratch));
    }

    /** An export, and the bare consumer just before it. */
    record Pair(Throughput bare, Throughput export) {
        double ratio() {
            return export.hopsPerSecond() / bare.hopsPerSecond();
        }
    }

    private ExportReport measure(ScratchDirectory scratch) throws InterruptedException, IOException {
        say("starting broker and registry");
        try (LoneStages stages = new LoneStages(scratch, options.partitions())) {
            Cluster cluster = stages.next().cluster();
            long bytes = publish(cluster);
            say(String.format(Locale.ROOT, "%,d traces of %,d bytes published", options.rows(), bytes));
            Path exported = scratch.path().resolve("exported");
            for (int turn = 1; turn <= options.warmUps(); turn++) {
                turn(cluster, exported, "warm-up " + turn + " of " + options.warmUps());
            }
            memory.add(ProcessMemory.now());
            List<Map<ExportFormat, Pair>> turns = new ArrayList<>();
            for (int turn = 1; turn <= options.repeats(); turn++) {
                turns.add(turn(cluster, exported, "turn " + turn + " of " + options.repeats()));
                memory.add(ProcessMemory.now());
            }
            return ExportReport.of(options, turns, bytes, memory, ProcessMemory.peak());
        }
    }

    private long publish(Cluster cluster) {
        TrainWorkload workload = new TrainWorkload(TrainOptions.DEFAULT);
        Topic<Trace> topic = cluster.topics().traces();
        long bytes = 0;
        int left = options.rows();
        try (Producer<byte[], byte[]> producer = cluster.producer()) {
            while (left > 0) {
                for (Trace trace : workload.round()) {
                    if (left-- > 0) {
                        var record = cluster.record(topic, trace.getQuestion().getRootId(), trace);
                        bytes += record.value().length;
                        producer.send(record);
                    }
                }
            }
            producer.flush();
        }
        return bytes;
    }

    private Map<ExportFormat, Pair> turn(Cluster cluster, Path directory, String name)
            throws InterruptedException, IOException {
        Map<ExportFormat, Pair> pairs = new TreeMap<>();
        for (ExportFormat format : options.formats()) {
            Throughput bare = bare(cluster);
            pairs.put(format, new Pair(bare, export(cluster, format, directory)));
            ScratchDirectory.delete(directory);
        }
        say(name + ": "
                + pairs.entrySet().stream()
                        .map(pair -> String.format(
                                Locale.ROOT,
                                "%s %,.0f traces/s of %,.0f",
                                pair.getKey(),
                                pair.getValue().export().hopsPerSecond(),
                                pair.getValue().bare().hopsPerSecond()))
                        .collect(Collectors.joining("; ")));
        return pairs;
    }

    private Throughput bare(Cluster cluster) {
        String topic = cluster.topics().traces().name();
        Deserializer<Trace> decoder =
                cluster.serdes().of(cluster.topics().traces()).deserializer();
        Stopwatch watch = new Stopwatch();
        long rows = 0;
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            consumer.assign(Cluster.partitions(consumer, topic));
            consumer.seekToBeginning(consumer.assignment());
            while (rows < options.rows()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (decoder.deserialize(topic, record.value()).getFit()) {
                        rows++;
                    }
                }
            }
        }
        return watch.stop(rows);
    }

    private Throughput export(Cluster cluster, ExportFormat format, Path directory)
            throws InterruptedException, IOException {
        Stopwatch watch = new Stopwatch();
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            String topic = cluster.topics().traces().name();
            SortedMap<Integer, Long> from = new TreeMap<>();
            SortedMap<Integer, Long> to = new TreeMap<>();
            Map<TopicPartition, Long> ends = consumer.endOffsets(Cluster.partitions(consumer, topic));
            ends.forEach((partition, end) -> {
                from.put(partition.partition(), 0L);
                to.put(partition.partition(), end);
            });
            ExportPlan plan = new ExportPlan(
                    topic, cluster.topicId(topic), format.toString(), null, 100_000, 64L << 20, 0, from, to);
            Exporter exporter = new Exporter(
                    plan,
                    trace -> false,
                    cluster.serdes().of(cluster.topics().traces()).deserializer(),
                    new Silence());
            ExportSummary summary = exporter.run(directory, consumer, () -> false);
            if (summary.rows() != options.rows()) {
                throw new BenchException(
                        "An export as " + format + " has " + summary.rows() + " of " + options.rows() + " traces.");
            }
            return watch.stop(summary.rows());
        }
    }

    private void say(String line) {
        progress.accept("bench: " + line);
    }

    private static final class Silence implements Exporter.Progress {
        @Override
        public void shardCompleted(String file, long samples, long bytes) {
            // the turn is reported as a whole
        }

        @Override
        public void unreadable(int partition, long offset, String reason) {
            throw new BenchException("The record " + partition + "@" + offset + " is unreadable: " + reason);
        }
    }
}
