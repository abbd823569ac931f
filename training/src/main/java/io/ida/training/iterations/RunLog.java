package io.ida.training.iterations;

import io.ida.events.Question;
import io.ida.events.Run;
import io.ida.events.Training;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import io.ida.training.CompactedTopic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
final class RunLog implements AutoCloseable {
    private final Cluster cluster;
    private final RunSettings settings;
    private final Producer<byte[], byte[]> producer;

    /** Takes the run over: whoever wrote it before cannot any more. */
    RunLog(Cluster cluster, RunSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        producer = cluster.transactional(cluster.topics().runs().name() + "." + settings.runId());
        producer.initTransactions();
    }

    /**
     * Where the run stands; if it is new, its beginning.
     *
     * @throws RunException if it was begun with other settings
     */
    Run current() throws InterruptedException {
        try (CompactedTopic<Run> runs =
                new CompactedTopic<>(cluster, cluster.topics().runs(), settings.runId()::equals)) {
            runs.catchUp();
            Optional<Run> known = runs.find(settings.runId());
            known.ifPresent(run -> settings.checkSame(run.getSettings()));
            return known.orElseGet(() -> iteration(1, List.of()));
        } catch (SerializationException e) {
            throw new RunException("The state of run " + settings.runId() + " cannot be read.", e);
        }
    }

    /** The state at the beginning of an iteration. */
    Run iteration(int number, List<String> reports) {
        return new Run(
                settings.runId(),
                settings.toMap(),
                number,
                0L,
                Tail.end(cluster, cluster.topics().results().name()),
                Tail.end(cluster, cluster.topics().traces().name()),
                false,
                reports,
                now());
    }

    /** Publishes the questions up to {@code asked} and says so. */
    Run ask(Run run, Universe universe, long asked) {
        List<ProducerRecord<byte[], byte[]>> questions = new ArrayList<>();
        Instant now = now();
        for (long number = run.getAsked(); number < asked; number++) {
            Question question = universe.question(run.getIteration(), (int) number, now);
            questions.add(cluster.record(cluster.topics().questions(), question.getId(), question));
        }
        return write(Run.newBuilder(run).setAsked(asked).build(), questions);
    }

    /** Requests a version of the model. */
    void request(Training training) {
        String key = Topics.versionKey(training.getModel(), training.getVersion());
        transaction(List.of(cluster.record(cluster.topics().trainings(), key, training)));
    }

    /** Writes the state alone. */
    Run write(Run run) {
        return write(run, List.of());
    }

    private Run write(Run run, List<ProducerRecord<byte[], byte[]>> questions) {
        Run stamped = Run.newBuilder(run).setUpdatedAt(now()).build();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(questions);
        records.add(cluster.record(cluster.topics().runs(), settings.runId(), stamped));
        transaction(records);
        return stamped;
    }

    private void transaction(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new RunException("Another controller has taken over run " + settings.runId() + ".", e);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new RunException(
                    "Run " + settings.runId() + " could not write. Start it again and it goes on. " + e.getMessage(),
                    e);
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
