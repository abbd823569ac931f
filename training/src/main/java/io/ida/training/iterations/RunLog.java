package io.ida.training.iterations;

import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.events.Run;
import io.ida.events.Training;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import io.ida.training.CompactedTopic;
import io.ida.training.RunException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What a controller writes: the state of its run, each time in one transaction with the questions it speaks of. Only the
 * controller that opened the log last can write. For one thread.
 */
public final class RunLog implements AutoCloseable {
    private final Cluster cluster;
    private final String runId;
    private final Map<String, String> settings;
    private final Producer<byte[], byte[]> producer;

    /**
     * Takes the run over: whoever wrote it before cannot any more.
     *
     * @param settings what the run does; one that was begun goes on only with the same
     */
    public RunLog(Cluster cluster, String runId, Map<String, String> settings) {
        this.cluster = cluster;
        this.runId = runId;
        this.settings = Map.copyOf(settings);
        producer = cluster.transactional(cluster.topics().runs().name() + "." + runId);
        producer.initTransactions();
    }

    /**
     * Where the run stands; if it is new, its beginning.
     *
     * @throws RunException if it was begun with other settings
     */
    public Run current() throws InterruptedException {
        try (CompactedTopic<Run> runs =
                new CompactedTopic<>(cluster, cluster.topics().runs(), runId::equals)) {
            runs.catchUp();
            Optional<Run> known = runs.find(runId);
            known.ifPresent(run -> checkSame(runId, run.getSettings(), settings));
            return known.orElseGet(() -> iteration(1, List.of()));
        } catch (SerializationException e) {
            throw new RunException("The state of run " + runId + " cannot be read.", e);
        }
    }

    /** The state at the beginning of an iteration. */
    public Run iteration(int number, List<String> reports) {
        return new Run(
                runId,
                settings,
                number,
                0L,
                Tail.end(cluster, cluster.topics().results().name()),
                Tail.end(cluster, cluster.topics().traces().name()),
                Tail.end(cluster, cluster.topics().rejectedTraces().name()),
                false,
                reports,
                now());
    }

    /** Publishes the questions up to {@code asked} and says so. */
    public Run ask(Run run, AskedQuestions asking, long asked) {
        List<ProducerRecord<byte[], byte[]>> questions = new ArrayList<>();
        Instant now = now();
        for (long number = run.getAsked(); number < asked; number++) {
            Question question = asking.question(run.getIteration(), (int) number, now);
            questions.add(cluster.record(cluster.topics().questions(), question.getId(), question));
        }
        return write(Run.newBuilder(run).setAsked(asked).build(), questions);
    }

    /** Requests a version of the model. */
    public void request(Training training) {
        String key = Topics.versionKey(training.getModel(), training.getVersion());
        transaction(List.of(cluster.record(cluster.topics().trainings(), key, training)));
    }

    /** Writes the state alone. */
    public Run write(Run run) {
        return write(run, List.of());
    }

    /** Writes the state together with a judgement on a version. */
    public Run write(Run run, ModelVersion judged) {
        String key = Topics.versionKey(judged.getName(), judged.getVersion());
        return write(run, List.of(cluster.record(cluster.topics().models(), key, judged)));
    }

    private Run write(Run run, List<ProducerRecord<byte[], byte[]>> others) {
        Run stamped = Run.newBuilder(run).setUpdatedAt(now()).build();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(others);
        records.add(cluster.record(cluster.topics().runs(), runId, stamped));
        transaction(records);
        return stamped;
    }

    /**
     * Checks that a run goes on as it was begun.
     *
     * @throws RunException if it was begun with other settings
     */
    static void checkSame(String runId, Map<String, String> before, Map<String, String> wanted) {
        TreeSet<String> keys = new TreeSet<>(wanted.keySet());
        keys.addAll(before.keySet());
        keys.removeIf(key -> Objects.equals(before.get(key), wanted.get(key)));
        if (!keys.isEmpty()) {
            String differences = keys.stream()
                    .map(key -> key + "=" + before.get(key) + ", not " + wanted.get(key))
                    .collect(Collectors.joining("; "));
            throw new RunException(
                    "Run " + runId + " was begun with " + differences + ". Use the same settings or another run id.");
        }
    }

    private void transaction(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new RunException("Another controller has taken over run " + runId + ".", e);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new RunException("Run " + runId + " could not write. " + e.getMessage(), e);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
