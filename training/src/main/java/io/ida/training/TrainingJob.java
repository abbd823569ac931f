package io.ida.training;

import io.ida.models.DirectoryModelStore;
import io.ida.models.ModelStore;
import io.ida.monitoring.Health;
import io.ida.monitoring.Monitoring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the versions that {@code trainings} requests and announces each once on {@code models}, in one transaction
 * with its progress. Of several jobs in a group one works; the others stand by. What the topics say is all it knows: a
 * job that is killed goes on where the announcements end.
 *
 * <p>A request that cannot be fulfilled goes to the dead letters with the reason. A version that found nothing to learn
 * from is announced as REJECTED.
 *
 * <p>Run it on a thread of its own; {@link #close} may be called from any.
 */
public final class TrainingJob implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);
    private static final String NAME = "training";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final TrainingConfig config;
    private final ModelStore store;
    private final Map<String, LearnerFactory> learners;
    private final Monitoring monitoring;
    private final TrainingMeters meters;
    private final TrainingListener listener;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean failed;
    private volatile boolean polling;

    /** A job that can train tables and networks. */
    public TrainingJob(TrainingConfig config) {
        this(config, Monitoring.off(), TrainingListener.NONE);
    }

    /**
     * A job that can train tables and networks.
     *
     * @param monitoring shows its health and metrics; stays open
     * @param listener is told what it does
     */
    public TrainingJob(TrainingConfig config, Monitoring monitoring, TrainingListener listener) {
        this(
                config,
                List.of(TableLearner.FACTORY, StudentLearner.FACTORY, ImitatorLearner.FACTORY),
                monitoring,
                listener);
    }

    /**
     * @param learners what the job can train, one for each architecture
     * @param monitoring shows its health and metrics; stays open
     * @param listener is told what it does
     * @throws IllegalArgumentException if the configured architecture is not among them, or the store's address is none
     */
    public TrainingJob(
            TrainingConfig config, List<LearnerFactory> learners, Monitoring monitoring, TrainingListener listener) {
        this.config = config;
        this.monitoring = monitoring;
        this.listener = listener;
        meters = new TrainingMeters(monitoring);
        this.store = DirectoryModelStore.at(config.modelStore());
        this.learners = learners.stream().collect(Collectors.toMap(LearnerFactory::architecture, Function.identity()));
        if (!this.learners.containsKey(config.architecture())) {
            throw new IllegalArgumentException("There is no learner for the architecture '" + config.architecture()
                    + "'. Known: " + String.join(", ", this.learners.keySet()) + ".");
        }
    }

    /**
     * Works until {@link #close}. Troubles of the cluster are waited out.
     *
     * @throws RuntimeException if the cluster refuses the job, or a topic is missing
     */
    @Override
    public void run() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("A training job runs once.");
        }
        monitoring.watch(NAME, new JobHealth());
        try {
            Cluster cluster = new Cluster(config.client());
            while (closing.getCount() > 0) {
                session(cluster);
            }
            monitoring.forget(NAME);
        } catch (InterruptedException stopped) {
            monitoring.forget(NAME);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        } finally {
            ended.countDown();
        }
    }

    private void session(Cluster cluster) throws InterruptedException {
        try {
            cluster.requireAccess(NAME, TrainingAccess.of(cluster.topics(), config.group()));
            work(cluster);
        } catch (AuthenticationException | AuthorizationException | MissingTopicException refused) {
            throw refused;
        } catch (RuntimeException e) {
            LOG.warn("The training job begins anew, from what is announced", e);
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void work(Cluster cluster) throws InterruptedException {
        try (TrainingSession session = new TrainingSession(cluster, config, store, learners, meters, listener)) {
            while (closing.getCount() > 0) {
                session.step();
                polling = session.isMember();
            }
        } finally {
            polling = false;
        }
    }

    /** Live until the job fails for good, ready while it is a member of its group, working or standing by. */
    private final class JobHealth implements Health {
        @Override
        public boolean isLive() {
            return !failed;
        }

        @Override
        public boolean isReady() {
            return polling;
        }
    }

    /** Stops the job and waits until it has let go of its group. A training under way is given up. */
    @Override
    public void close() {
        closing.countDown();
        if (!started.get()) {
            return;
        }
        try {
            if (!ended.await(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The training job has not stopped within {}", CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
