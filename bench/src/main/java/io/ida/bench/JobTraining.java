package io.ida.bench;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.OffsetRange;
import io.ida.events.Trace;
import io.ida.events.Training;
import io.ida.models.neural.NeuralAssistant;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import io.ida.training.CompactedTopic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The training job: versions requested one after another, each going on from the one before. For one thread. */
final class JobTraining implements AutoCloseable {
    private static final String MODEL = "bench-student";
    private static final Duration POLL = Duration.ofMillis(10);

    private final BenchPipeline pipeline;
    private final TrainOptions options;
    private final Map<String, String> settings;
    private final Cluster cluster;
    private final CompactedTopic<ModelVersion> models;
    private final Producer<byte[], byte[]> producer;
    private final Deque<List<OffsetRange>> window = new ArrayDeque<>();
    private int version;

    JobTraining(BenchPipeline pipeline, TrainOptions options) {
        this.pipeline = pipeline;
        this.options = options;
        settings = options.settings().toMap();
        cluster = new Cluster(pipeline.clientProperties());
        models = new CompactedTopic<>(cluster, cluster.topics().models(), key -> true);
        producer = pipeline.clients().bulkProducer();
    }

    /**
     * What came of a version.
     *
     * @param throughput examples, and time from the request to the announcement
     * @param version as it was announced
     */
    record Outcome(Throughput throughput, ModelVersion version) {
        /** Time of the version that the job spent otherwise than in steps. */
        double secondsBesideSteps() {
            Map<String, Double> metrics = version.getMetrics();
            double inSteps = metrics.get("lessons.trained") / metrics.get("lessons.per.second");
            return throughput.elapsed().toNanos() / 1e9 - inSteps;
        }
    }

    /** Publishes the traces of a round, which takes its place in the window. Not timed: distill does this. */
    void publish(List<Trace> traces) {
        TopicTallies ends = new TopicTallies(
                pipeline.clients(), List.of(pipeline.topics().traces().name()));
        Map<TopicPartition, Long> before = ends.ends();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        traces.forEach(trace -> records.add(
                cluster.record(cluster.topics().traces(), trace.getQuestion().getRootId(), trace)));
        records.forEach(producer::send);
        producer.flush();
        List<OffsetRange> ranges = new ArrayList<>();
        ends.ends()
                .forEach((partition, end) ->
                        ranges.add(new OffsetRange(partition.partition(), before.get(partition), end)));
        window.add(ranges);
        if (window.size() > options.window()) {
            window.remove();
        }
    }

    /**
     * Has the next version trained on the window.
     *
     * @throws BenchException if it is not announced in time
     */
    Outcome train() {
        Integer parent = version == 0 ? null : version;
        version++;
        String key = Topics.versionKey(MODEL, version);
        List<OffsetRange> ranges = window.stream().flatMap(List::stream).toList();
        Training request = new Training(
                "bench/" + version,
                MODEL,
                version,
                parent,
                ranges,
                Map.of("run", "bench"),
                NeuralAssistant.ARCHITECTURE,
                settings,
                true,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        ProducerRecord<byte[], byte[]> record = cluster.record(cluster.topics().trainings(), key, request);
        Stopwatch watch = new Stopwatch();
        producer.send(record);
        producer.flush();
        ModelVersion announced = await(key);
        Throughput throughput = watch.stop(options.examples());
        long lessons = (long) window.size() * options.contexts() * options.questionsPerContext();
        if (announced.getStatus() != ModelStatus.CANDIDATE
                || announced.getExamples() != lessons
                || announced.getMetrics().get("lessons.trained") != options.examples()) {
            throw new BenchException(key + " is " + announced.getStatus() + " with " + announced.getMetrics() + ".");
        }
        return new Outcome(throughput, announced);
    }

    private ModelVersion await(String key) {
        long deadline = System.nanoTime() + options.timeout().toNanos();
        Optional<ModelVersion> found = models.find(key);
        while (found.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new BenchException(key + " is not announced within " + options.timeout()
                        + ". If it was refused, the log says why.");
            }
            models.poll(POLL);
            found = models.find(key);
        }
        return found.get();
    }

    @Override
    public void close() {
        models.close();
        producer.close();
    }
}
