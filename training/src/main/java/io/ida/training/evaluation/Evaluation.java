package io.ida.training.evaluation;

import io.ida.events.Answer;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.training.Cluster;
import io.ida.training.CompactedTopic;
import io.ida.training.RunException;
import io.ida.training.iterations.StallClock;
import io.ida.training.iterations.Tail;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Asks versions of an assistant about held-out contexts, pinned, alone and amplified once, and compares the answers with
 * the solver's. A client of the topics like any other: the pipeline cannot tell its questions from a user's but by the
 * label {@code purpose=evaluate}, and never learns what is right. {@link #run} runs on one thread; {@link #close} may be
 * called from any.
 */
public final class Evaluation implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long NANOS_BETWEEN_COUNTS = 100_000_000L;
    private static final int BATCH = 500;

    private final Map<String, String> client;
    private final EvaluationSettings settings;
    private final EvaluationProgress progress;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param client properties of Kafka and registry clients, with {@code topic.prefix} and {@code topic.partitions}
     * @param settings what is evaluated
     * @param progress hears how it goes
     */
    public Evaluation(Map<String, String> client, EvaluationSettings settings, EvaluationProgress progress) {
        this.client = Map.copyOf(client);
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Evaluates.
     *
     * @return what came of it
     * @throws IllegalArgumentException if a version that was asked for does not exist
     * @throws RunException if results stop coming, or the cluster fails
     * @throws InterruptedException if the thread is interrupted or the evaluation closed
     */
    public EvaluationReport run() throws InterruptedException {
        Cluster cluster = new Cluster(client);
        try {
            List<ModelVersion> announced = announced(cluster, settings.model());
            List<Integer> versions = settings.versions().of(settings.model(), announced);
            EvaluationQuestions questions =
                    new EvaluationQuestions(settings, "evaluate-" + UUID.randomUUID(), versions);
            progress.started(versions, questions.asked());
            return report(announced, ask(cluster, questions), questions);
        } catch (InterruptException interrupted) {
            Thread.interrupted();
            throw new InterruptedException("The evaluation is stopped");
        } catch (KafkaException e) {
            throw new RunException("The evaluation failed: " + e.getMessage(), e);
        }
    }

    /** Every announced version of a model, ascending. */
    private static List<ModelVersion> announced(Cluster cluster, String model) throws InterruptedException {
        try (CompactedTopic<ModelVersion> models =
                new CompactedTopic<>(cluster, cluster.topics().models(), key -> key.startsWith(model + "@"))) {
            models.catchUp();
            return models.keys().stream()
                    .flatMap(key -> models.find(key).stream())
                    .filter(version -> version.getName().equals(model))
                    .sorted((one, other) -> Integer.compare(one.getVersion(), other.getVersion()))
                    .toList();
        }
    }

    private EvaluationTally ask(Cluster cluster, EvaluationQuestions questions) throws InterruptedException {
        EvaluationTally tally = new EvaluationTally(questions, settings.threshold());
        StallClock clock = new StallClock(settings.stallTimeout());
        String topic = cluster.topics().results().name();
        try (Tail results = new Tail(cluster.reader(), topic, Tail.end(cluster, topic));
                Producer<byte[], byte[]> producer = cluster.producer()) {
            int asked = 0;
            long counted = 0;
            while (!tally.isComplete()) {
                int room = Math.min(BATCH, settings.inFlight() - (asked - tally.results()));
                if (room > 0 && asked < questions.asked()) {
                    int upTo = Math.min(asked + room, questions.asked());
                    publish(cluster, producer, questions, asked, upTo);
                    asked = upTo;
                    clock.moved();
                }
                take(cluster, results, questions, tally, clock);
                if (tally.isComplete() || System.nanoTime() - counted > NANOS_BETWEEN_COUNTS) {
                    counted = System.nanoTime();
                    progress.counted(asked, tally.results());
                }
                if (closed.get() || Thread.interrupted()) {
                    throw new InterruptedException("The evaluation is stopped");
                }
                clock.check(() -> missing(questions, tally));
            }
        }
        return tally;
    }

    private static void publish(
            Cluster cluster, Producer<byte[], byte[]> producer, EvaluationQuestions questions, int from, int upTo) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int number = from; number < upTo; number++) {
            Question question = questions.question(number, now);
            producer.send(
                    cluster.record(cluster.topics().questions(), question.getId(), question),
                    (sent, failed) -> failure.compareAndSet(null, failed));
        }
        producer.flush();
        if (failure.get() != null) {
            throw new KafkaException(
                    "A question could not be sent. " + failure.get().getMessage(), failure.get());
        }
    }

    private static void take(
            Cluster cluster, Tail results, EvaluationQuestions questions, EvaluationTally tally, StallClock clock) {
        Deserializer<Answer> answers =
                cluster.serdes().of(cluster.topics().results()).deserializer();
        for (ConsumerRecord<byte[], byte[]> record : results.poll(POLL)) {
            OptionalInt number = questions.number(Cluster.key(record));
            if (number.isPresent()
                    && tally.take(number.getAsInt(), answers.deserialize(record.topic(), record.value()))) {
                clock.moved();
            }
        }
    }

    private static String missing(EvaluationQuestions questions, EvaluationTally tally) {
        return "The evaluation has " + tally.results() + " of " + questions.asked() + " results (missing: "
                + String.join(", ", tally.missing(3).stream().map(questions::id).toList())
                + ", …). Are all stages running?";
    }

    private EvaluationReport report(
            List<ModelVersion> announced, EvaluationTally tally, EvaluationQuestions questions) {
        Map<Integer, ModelVersion> known = new HashMap<>();
        announced.forEach(version -> known.put(version.getVersion(), version));
        List<VersionReport> reports = new ArrayList<>();
        for (int index = 0; index < questions.versions().size(); index++) {
            int number = questions.versions().get(index);
            ModelVersion version = known.get(number);
            reports.add(new VersionReport(
                    number,
                    version == null ? null : version.getStatus().name(),
                    version == null ? null : version.getCreatedAt().toEpochMilli(),
                    tally.ways(index)));
        }
        Exam exam = settings.exam();
        return new EvaluationReport(
                settings.model(),
                exam.task().name(),
                exam.task().hardnessUnit(),
                exam.part().name(),
                exam.sizes(),
                exam.contexts(),
                exam.questions(),
                exam.seed(),
                settings.threshold(),
                reports);
    }

    /** Makes {@link #run} end soon. */
    @Override
    public void close() {
        closed.set(true);
    }
}
