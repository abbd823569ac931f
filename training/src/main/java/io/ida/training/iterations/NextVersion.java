package io.ida.training.iterations;

import io.ida.events.ModelVersion;
import io.ida.events.OffsetRange;
import io.ida.events.Training;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import io.ida.training.CompactedTopic;
import io.ida.training.RunException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The version that an iteration is to bring about: requested once, then waited for. For one thread. */
public final class NextVersion implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Topics topics;
    private final String key;
    private final String trainingId;
    private final CompactedTopic<Training> trainings;
    private final CompactedTopic<ModelVersion> models;

    /**
     * @param runId the run that the version belongs to
     * @param model name of the model
     */
    public NextVersion(Cluster cluster, String runId, String model, int version) {
        topics = cluster.topics();
        key = Topics.versionKey(model, version);
        trainingId = trainingId(runId, version);
        trainings = new CompactedTopic<>(cluster, topics.trainings(), key::equals);
        models = new CompactedTopic<>(cluster, topics.models(), key::equals);
    }

    /** Id of the request for a version of a run. */
    public static String trainingId(String runId, int version) {
        return runId + "/" + version;
    }

    /**
     * Whether this run has requested the version.
     *
     * @throws RunException if somebody else has requested or made it
     */
    public boolean isRequested() throws InterruptedException {
        trainings.catchUp();
        models.catchUp();
        Optional<Training> request = trainings.find(key);
        request.ifPresent(training -> checkOurs(training.getId()));
        models.find(key).ifPresent(version -> checkOurs(version.getTrainingId()));
        return request.isPresent();
    }

    /** The version, if it is announced by now. */
    public Optional<ModelVersion> poll() {
        models.poll(POLL);
        Optional<ModelVersion> version = models.find(key);
        version.ifPresent(made -> checkOurs(made.getTrainingId()));
        return version;
    }

    /** The request for it. */
    static Training request(
            RunSettings settings, int version, List<OffsetRange> traces, Universe universe, Instant now) {
        return new Training(
                trainingId(settings.runId(), version),
                settings.model(),
                version,
                version == 1 ? null : version - 1,
                traces,
                universe.labels(version, Universe.AMPLIFY),
                "",
                Map.of(),
                false,
                now);
    }

    /** What is waited for, in words. */
    public String missing() {
        return "Version " + key + " is requested on " + topics.trainings().name() + " and not announced on "
                + topics.models().name() + ". Is a training job running? If it refused, the reason is in "
                + topics.deadLetters() + ".";
    }

    private void checkOurs(String id) {
        if (!id.equals(trainingId)) {
            throw new RunException("The model version " + key + " belongs to another training, '" + id
                    + "'. Every run needs a model name of its own.");
        }
    }

    @Override
    public void close() {
        try (trainings) {
            models.close();
        }
    }
}
