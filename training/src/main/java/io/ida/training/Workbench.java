package io.ida.training;

import io.ida.events.ModelVersion;
import io.ida.models.ModelStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one training at a time on a thread of its own, and tries again what fails for a reason that may pass. For one
 * thread.
 */
final class Workbench implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 1_000;

    /** Enough for the rounds that a version of the learned loop looks back on; some 15 MB. */
    private static final int EXAMPLES_KEPT = 50_000;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final ModelStore store;
    private final Map<String, LearnerFactory> learners;
    private final String architecture;
    private final TrainingListener listener;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "training-worker"));
    private final RecentExamples recent = new RecentExamples(EXAMPLES_KEPT);
    private PendingTraining pending;
    private Future<VersionTraining.Trained> work;

    Workbench(
            Cluster cluster,
            ModelStore store,
            Map<String, LearnerFactory> learners,
            String architecture,
            TrainingListener listener) {
        this.cluster = cluster;
        this.store = store;
        this.learners = learners;
        this.architecture = architecture;
        this.listener = listener;
    }

    boolean isBusy() {
        return work != null;
    }

    /** What is on the bench. */
    PendingTraining pending() {
        return pending;
    }

    /** Begins a training; a model keeps the architecture of its parent. */
    void begin(PendingTraining training, Optional<ModelVersion> parent) {
        pending = training;
        String requested = training.training().getArchitecture();
        String wanted =
                parent.map(ModelVersion::getArchitecture).orElse(requested.isEmpty() ? architecture : requested);
        work = thread.submit(() -> persist(training, wanted, parent.orElse(null)));
        LOG.info("Training {} from {}", training.key(), parent.isPresent() ? training.parentKey() : "scratch");
    }

    /**
     * The result, if there is one by then; the bench is free again.
     *
     * @throws ExecutionException if the training failed for good; the bench is free again
     */
    Optional<VersionTraining.Trained> poll(Duration timeout) throws InterruptedException, ExecutionException {
        try {
            VersionTraining.Trained trained = work.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            work = null;
            return Optional.of(trained);
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            work = null;
            throw failed;
        }
    }

    /** Gives up what is under way. */
    void clear() {
        if (work != null) {
            work.cancel(true);
            work = null;
        }
    }

    private VersionTraining.Trained persist(PendingTraining training, String wanted, ModelVersion parent)
            throws Exception {
        LearnerFactory factory = learners.get(wanted);
        if (factory == null) {
            throw new RefusedTrainingException("This job has no learner for the architecture '" + wanted + "'.");
        }
        for (int attempt = 1; ; ) {
            try {
                TraceIntake intake = new TraceIntake(cluster, training.training(), recent);
                return new VersionTraining(intake, store, factory, training.training(), parent, listener).call();
            } catch (RefusedTrainingException | InterruptedException settled) {
                throw settled;
            } catch (InterruptException stopped) {
                throw new InterruptedException();
            } catch (RetriableException passing) {
                LOG.warn("Training {} waits for the cluster", training.key(), passing);
            } catch (Exception e) {
                LOG.warn("Training {} failed, attempt {} of {}", training.key(), attempt, ATTEMPTS, e);
                if (attempt++ == ATTEMPTS) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE_MILLIS * attempt);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A training has not stopped within {}", STOP_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
