package io.ida.training;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Trace;
import io.ida.events.Training;
import io.ida.models.CheckpointException;
import io.ida.models.CheckpointReading;
import io.ida.models.ModelStore;
import io.ida.models.StoredCheckpoint;
import io.ida.schemas.RegistryUnavailableException;
import io.ida.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Trains one version: parent and traces in, a stored checkpoint out. Announces nothing; can be run again. */
final class VersionTraining implements Callable<VersionTraining.Trained> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_UNREADABLE = 1_000;

    private final Cluster cluster;
    private final ModelStore store;
    private final LearnerFactory learners;
    private final Training training;
    private final ModelVersion parent;
    private final List<ProducerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    private long read;
    private long examples;

    /**
     * @param parent the version to go on from; null from scratch
     */
    VersionTraining(
            Cluster cluster, ModelStore store, LearnerFactory learners, Training training, ModelVersion parent) {
        this.cluster = cluster;
        this.store = store;
        this.learners = learners;
        this.training = training;
        this.parent = parent;
    }

    /**
     * What came of it.
     *
     * @param version to be announced
     * @param deadLetters traces that could not be read
     */
    record Trained(ModelVersion version, List<ProducerRecord<byte[], byte[]>> deadLetters) {}

    @Override
    public Trained call() throws RefusedTrainingException, InterruptedException, IOException {
        long began = System.nanoTime();
        try (Learner learner = learner();
                Consumer<byte[], byte[]> consumer = cluster.reader()) {
            Topic<Trace> traces = cluster.topics().traces();
            Deserializer<Trace> decoder = cluster.serdes().of(traces).deserializer();
            new TraceRanges(consumer, traces.name(), PATIENCE)
                    .read(training.getTraces(), row -> take(row, decoder, learner));
            StoredCheckpoint stored = store(learner.checkpoint());
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Trained(version(learner, stored, seconds), deadLetters);
        }
    }

    private Learner learner() throws IOException, RefusedTrainingException {
        Map<String, String> settings = training.getSettings();
        try {
            return parent == null
                    ? learners.fromScratch(settings)
                    : CheckpointReading.verified(
                            store,
                            parent.getLocation(),
                            parent.getSha256(),
                            checkpoint -> learners.goingOnFrom(checkpoint, settings));
        } catch (IllegalArgumentException e) {
            throw new RefusedTrainingException("Its settings are wrong. " + e.getMessage(), e);
        } catch (CheckpointException e) {
            throw new RefusedTrainingException(
                    "Its parent, version " + parent.getVersion() + ", cannot be read. " + e.getMessage(), e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> row, Deserializer<Trace> decoder, Learner learner)
            throws InterruptedException, RefusedTrainingException {
        try {
            Trace trace = decode(row, decoder);
            if (trace != null && hasLabels(trace)) {
                read++;
                examples += learner.learn(trace) ? 1 : 0;
            }
        } catch (SerializationException e) {
            if (deadLetters.size() == MOST_UNREADABLE) {
                throw new RefusedTrainingException("More than " + MOST_UNREADABLE + " traces are unreadable.", e);
            }
            DeadLetters letters = new DeadLetters(cluster.topics().deadLetters());
            deadLetters.add(letters.letter(row, String.valueOf(e.getMessage()), e));
        }
    }

    private static Trace decode(ConsumerRecord<byte[], byte[]> row, Deserializer<Trace> decoder)
            throws InterruptedException {
        while (true) {
            try {
                return decoder.deserialize(row.topic(), row.value());
            } catch (RegistryUnavailableException passing) {
                Thread.sleep(REGISTRY_PAUSE.toMillis());
            }
        }
    }

    private boolean hasLabels(Trace trace) {
        return trace.getQuestion()
                .getLabels()
                .entrySet()
                .containsAll(training.getLabels().entrySet());
    }

    private StoredCheckpoint store(ModelStore.Content content) throws IOException, RefusedTrainingException {
        try {
            return store.write(training.getModel(), training.getVersion(), content);
        } catch (IllegalArgumentException e) {
            throw new RefusedTrainingException(e.getMessage(), e);
        }
    }

    private ModelVersion version(Learner learner, StoredCheckpoint stored, double seconds) {
        Map<String, Double> metrics = new HashMap<>(learner.metrics());
        metrics.put("traces", (double) read);
        metrics.put("traces.unfit", (double) (read - examples));
        metrics.put("traces.unreadable", (double) deadLetters.size());
        metrics.put("checkpoint.bytes", (double) stored.bytes());
        metrics.put("seconds", seconds);
        return new ModelVersion(
                training.getModel(),
                training.getVersion(),
                parent == null ? null : parent.getVersion(),
                status(),
                learner.architecture(),
                stored.location(),
                stored.sha256(),
                examples,
                metrics,
                training.getTraces(),
                training.getId(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private ModelStatus status() {
        if (examples == 0) {
            return ModelStatus.REJECTED;
        }
        return training.getGated() ? ModelStatus.CANDIDATE : ModelStatus.PROMOTED;
    }
}
