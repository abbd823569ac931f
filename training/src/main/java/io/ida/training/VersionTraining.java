package io.ida.training;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Training;
import io.ida.models.CheckpointException;
import io.ida.models.CheckpointReading;
import io.ida.models.ModelStore;
import io.ida.models.StoredCheckpoint;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Trains one version: parent and traces in, a stored checkpoint out. Announces nothing; can be run again. */
final class VersionTraining implements Callable<VersionTraining.Trained> {
    private final ModelStore store;
    private final LearnerFactory learners;
    private final Training training;
    private final ModelVersion parent;
    private final TraceIntake intake;
    private final TrainingListener listener;

    /**
     * @param intake of the traces of this training
     * @param parent the version to go on from; null from scratch
     * @param listener is told the steps
     */
    VersionTraining(
            TraceIntake intake,
            ModelStore store,
            LearnerFactory learners,
            Training training,
            ModelVersion parent,
            TrainingListener listener) {
        this.intake = intake;
        this.listener = listener;
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
        try (Learner learner = learner()) {
            intake.into(learner);
            StoredCheckpoint stored =
                    store(learner.checkpoint(step -> listener.stepped(training, learner.architecture(), step)));
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Trained(version(learner, stored, seconds), intake.deadLetters());
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

    private StoredCheckpoint store(ModelStore.Content content) throws IOException, RefusedTrainingException {
        try {
            return store.write(training.getModel(), training.getVersion(), content);
        } catch (IllegalArgumentException e) {
            throw new RefusedTrainingException(e.getMessage(), e);
        }
    }

    private ModelVersion version(Learner learner, StoredCheckpoint stored, double seconds) {
        Map<String, Double> metrics = new HashMap<>(learner.metrics());
        metrics.put("traces", (double) intake.read());
        metrics.put("traces.unfit", (double) (intake.read() - intake.examples()));
        metrics.put("traces.unreadable", (double) intake.deadLetters().size());
        metrics.put(Withdrawals.METRIC, (double) intake.withdrawals());
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
                intake.examples(),
                metrics,
                training.getTraces(),
                training.getId(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private ModelStatus status() {
        if (intake.examples() == 0) {
            return ModelStatus.REJECTED;
        }
        return training.getGated() ? ModelStatus.CANDIDATE : ModelStatus.PROMOTED;
    }
}
