package io.ida.streams.runtime;

import io.ida.monitoring.Health;
import io.ida.monitoring.Monitoring;
import io.ida.schemas.RegistryUnavailableException;
import io.ida.schemas.SchemaRefusedException;
import io.ida.tracing.Tracing;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stage that runs. A stream thread that fails for a passing reason is replaced. For any other reason, and if it is the
 * thread of the global stores, which Kafka Streams cannot replace, the stage shuts down and {@link #awaitEnd} throws.
 */
public final class RunningStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningStage.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration METRICS_REFRESH = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final String name;
    private final KafkaStreams streams;
    private final Monitoring monitoring;
    private final boolean ownMonitoring;
    private final Tracing tracing;
    private final StateMemory memory;
    private final CloseOptions closing;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Throwable failure;

    private volatile KafkaStreamsMetrics kafkaMetrics;

    private RunningStage(
            String name,
            KafkaStreams streams,
            Monitoring monitoring,
            boolean ownMonitoring,
            Tracing tracing,
            StateMemory memory,
            CloseOptions closing) {
        this.name = name;
        this.closing = closing;
        this.streams = streams;
        this.monitoring = monitoring;
        this.ownMonitoring = ownMonitoring;
        this.tracing = tracing;
        this.memory = memory;
    }

    /**
     * Starts a stage and returns at once. It shows its health and metrics as its configuration says.
     *
     * @throws io.ida.schemas.TopicMismatchException if a topic it needs is missing or has other partitions
     * @throws io.ida.configuration.MissingAccessException if the cluster does not allow what it needs
     * @throws ConfigException if the port for health and metrics is taken
     */
    public static RunningStage start(Stage stage, StageConfig config) {
        Monitoring monitoring = Monitoring.start(config.monitoring());
        try {
            return start(stage, config, monitoring, true);
        } catch (RuntimeException | Error e) {
            monitoring.close();
            throw e;
        }
    }

    /**
     * Starts a stage that shares health and metrics with others of the process, and returns at once.
     *
     * @param monitoring stays open when the stage is closed
     * @throws io.ida.schemas.TopicMismatchException if a topic it needs is missing or has other partitions
     */
    public static RunningStage start(Stage stage, StageConfig config, Monitoring monitoring) {
        return start(stage, config, monitoring, false);
    }

    private static RunningStage start(Stage stage, StageConfig config, Monitoring monitoring, boolean ownMonitoring) {
        Topology topology = stage.topology().apply(config);
        RequiredTopics.check(stage, topology, config);
        createStateDirectory(config);
        Tracing tracing =
                Tracing.start(config.tracing(), config.values().getString(StreamsConfig.APPLICATION_ID_CONFIG));
        StateMemory memory = StateMemory.from(config.values());
        KafkaStreams streams = new KafkaStreams(topology, config.streams(monitoring.meters(), tracing, memory));
        RunningStage runningStage =
                new RunningStage(stage.name(), streams, monitoring, ownMonitoring, tracing, memory, closing(config));
        streams.setUncaughtExceptionHandler(runningStage::onFailure);
        streams.setStateListener((now, before) -> runningStage.onState(now));
        monitoring.watch(stage.name(), runningStage.new StreamsHealth());
        streams.start();
        runningStage.showKafkaMetrics();
        return runningStage;
    }

    private void showKafkaMetrics() {
        if (monitoring.isOn()) {
            kafkaMetrics = new KafkaStreamsMetrics(streams, Tags.empty(), monitoring.refresher(), METRICS_REFRESH);
            kafkaMetrics.bindTo(monitoring.meters());
        }
    }

    /** Kafka Streams fails where two stages of one process create the same directory at the same moment. */
    private static void createStateDirectory(StageConfig config) {
        String directory = config.properties().get(StreamsConfig.STATE_DIR_CONFIG);
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectories(Path.of(directory));
        } catch (IOException refused) {
            throw new ConfigException(
                    StreamsConfig.STATE_DIR_CONFIG, directory, "the directory cannot be created: " + refused);
        }
    }

    /** Waits until the stage runs, with its state restored. Returns false if it does not within the time. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS) && failure == null;
    }

    /**
     * Waits until the stage is closed.
     *
     * @throws IllegalStateException if it ended because it failed
     */
    public void awaitEnd() throws InterruptedException {
        ended.await();
        if (failure != null) {
            throw new IllegalStateException("Stage " + name + " failed: " + reason(name, failure), failure);
        }
    }

    /** The streams client, for metrics and health. */
    public KafkaStreams streams() {
        return streams;
    }

    /**
     * Finishes and commits what is under way, then stops. The other instances take over at once, unless this one has a
     * {@code group.instance.id}: then they wait until it is back, or until its session has timed out.
     */
    @Override
    public void close() {
        if (streams.close(closing)) {
            memory.close();
        } else {
            LOG.warn("Stage {} did not stop within {}", name, CLOSE_TIMEOUT);
        }
        if (kafkaMetrics != null) {
            kafkaMetrics.close();
        }
        tracing.close();
        monitoring.forget(name);
        if (ownMonitoring) {
            monitoring.close();
        }
        ended.countDown();
    }

    /** Live until the streams client fails, ready while it runs with its state restored. */
    private final class StreamsHealth implements Health {
        @Override
        public boolean isLive() {
            KafkaStreams.State state = streams.state();
            return failure == null && state != KafkaStreams.State.PENDING_ERROR && state != KafkaStreams.State.ERROR;
        }

        @Override
        public boolean isReady() {
            return failure == null && streams.state() == KafkaStreams.State.RUNNING;
        }
    }

    private static CloseOptions closing(StageConfig config) {
        return CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(
                        config.isStaticMember()
                                ? GroupMembershipOperation.REMAIN_IN_GROUP
                                : GroupMembershipOperation.LEAVE_GROUP);
    }

    private StreamThreadExceptionResponse onFailure(Throwable thrown) {
        if (isPassing(thrown) && !isGlobal(Thread.currentThread())) {
            LOG.warn("Stage {} replaces a stream thread after: {}", name, thrown.toString());
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("Stage {} stops", name, thrown);
        failure = thrown;
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void onState(KafkaStreams.State now) {
        if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
        } else if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
            running.countDown();
            ended.countDown();
        }
    }

    /** Why a stage failed, in words: the registry or a permission, if one is behind it. */
    static String reason(String stage, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException || cause instanceof SchemaRefusedException) {
                return cause.getMessage();
            }
            if (cause instanceof AuthorizationException) {
                String where = cause == failure ? "" : what(failure) + " ";
                return where + cause.getMessage() + " './ida acls list " + stage + "' shows all that it needs.";
            }
        }
        return message(failure);
    }

    /** The first line, which says what failed; those below repeat why. */
    private static String what(Throwable failure) {
        return message(failure).lines().findFirst().orElse("");
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static boolean isGlobal(Thread thread) {
        return thread.getName().endsWith("GlobalStreamThread");
    }

    private static boolean isPassing(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException || cause instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }
}
