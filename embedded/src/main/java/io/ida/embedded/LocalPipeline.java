package io.ida.embedded;

import io.ida.monitoring.Monitoring;
import io.ida.monitoring.MonitoringConfig;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.SchemaRegistration;
import io.ida.schemas.TopicChange;
import io.ida.schemas.TopicPlan;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.StageConfig;
import io.ida.training.TrainingConfig;
import io.ida.training.TrainingJob;
import io.ida.training.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigException;

/**
 * The whole pipeline inside this process, for a laptop and for tests: a {@link LocalBroker}, a {@link LocalRegistry}, the
 * catalogue's topics and schemas, the four stages and the training job. The stages are the same applications that run
 * alone elsewhere, and meet only in the topics.
 *
 * <p>Everything it keeps lies in one data directory, and is there again after the next start; the ports may differ. {@link
 * #close()} may be called from any thread, more than once and while the pipeline starts; close clients first.
 */
public final class LocalPipeline implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(35);

    private final LocalParts parts = new LocalParts();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private LocalPipelineProperties properties;
    private Monitoring monitoring;

    private LocalPipeline() {}

    /** Starts a pipeline on free ports; see {@link #start(Path, int, int, Map)}. */
    public static LocalPipeline start(Path dataDirectory) {
        return start(dataDirectory, 0, 0, Map.of());
    }

    /**
     * Starts a pipeline and returns when every stage runs.
     *
     * @param dataDirectory created on first use, taken up again later
     * @param brokerPort where Kafka clients connect; 0 takes a free port
     * @param registryPort where registry clients connect; 0 takes a free port
     * @param extra further properties: a key of one stage reaches that stage, one of the training job reaches it, any
     *     other reaches all of them and {@link #clientProperties()}; those of {@link MonitoringConfig} are for all of
     *     the process together, on the loopback interface unless they say otherwise
     * @throws LocalServiceException if a port is taken, the directory is in use, or something does not start
     */
    public static LocalPipeline start(Path dataDirectory, int brokerPort, int registryPort, Map<String, String> extra) {
        return start(dataDirectory, brokerPort, registryPort, extra, unstarted -> {}, TrainingListener.NONE);
    }

    /**
     * Like {@link #start(Path, int, int, Map)}.
     *
     * @param begun gets the pipeline before anything is started, so that it can be closed meanwhile; then this throws
     * @param listener is told what the training job does
     */
    public static LocalPipeline start(
            Path dataDirectory,
            int brokerPort,
            int registryPort,
            Map<String, String> extra,
            Consumer<LocalPipeline> begun,
            TrainingListener listener) {
        LocalPipeline pipeline = new LocalPipeline();
        begun.accept(pipeline);
        try {
            pipeline.parts.openAll(() -> pipeline.open(dataDirectory, brokerPort, registryPort, extra, listener));
            return pipeline;
        } catch (RuntimeException e) {
            try {
                pipeline.close();
            } catch (RuntimeException alsoBad) {
                e.addSuppressed(alsoBad);
            }
            throw e;
        }
    }

    /** Where Kafka clients connect: {@code host:port}. */
    public String bootstrapServers() {
        return properties.bootstrapServers();
    }

    /** Where registry clients connect. */
    public String registryUrl() {
        return properties.registryUrl();
    }

    /** Where health and metrics of the process are shown, if they are: an URL without a slash at its end. */
    public Optional<String> monitoringUrl() {
        return monitoring.port().map(port -> "http://" + LocalPorts.LOOPBACK + ":" + port);
    }

    /** What a client needs: the addresses, and those extra properties that belong to no stage or job. */
    public Map<String, String> clientProperties() {
        return properties.client();
    }

    /**
     * Waits until the pipeline is closed.
     *
     * @throws LocalServiceException if a stage or the training job failed
     */
    public void awaitEnd() throws InterruptedException {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new LocalServiceException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** Stops the stages together, then the training job, the registry and the broker. */
    @Override
    public void close() {
        try {
            parts.close();
        } finally {
            ended.complete(null);
        }
    }

    private void open(
            Path data, int brokerPort, int registryPort, Map<String, String> extra, TrainingListener listener) {
        monitoring = monitoring(extra);
        parts.add(monitoring);
        LocalBroker broker = LocalBroker.start(data.resolve("broker"), brokerPort, Map.of());
        parts.add(broker);
        LocalRegistry registry = LocalRegistry.start(broker.bootstrapServers(), registryPort);
        parts.add(registry);
        properties = LocalPipelineProperties.of(data, broker.bootstrapServers(), registry.url(), extra);
        applyTopics();
        SchemaRegistration.of(topics())
                .apply(EventSerdes.from(properties.client()).client());
        startTraining(listener);
        startStages();
    }

    private static Monitoring monitoring(Map<String, String> extra) {
        Map<String, String> properties = new HashMap<>(extra);
        properties.putIfAbsent(MonitoringConfig.HOST, LocalPorts.LOOPBACK);
        try {
            return Monitoring.start(MonitoringConfig.from(properties));
        } catch (ConfigException wrong) {
            throw new LocalServiceException(wrong.getMessage(), wrong);
        }
    }

    private Topics topics() {
        return StageConfig.of(LocalStages.ALL.get(0), properties.client()).topics();
    }

    private void applyTopics() {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers()))) {
            for (TopicChange change : TopicPlan.of(topics(), admin).apply(admin, TopicPlan.BROKER_DEFAULT)) {
                if (!change.done()) {
                    throw new LocalServiceException("Topic " + change.topic() + ": " + change.description());
                }
            }
        }
    }

    private void startTraining(TrainingListener listener) {
        TrainingJob job = new TrainingJob(TrainingConfig.from(properties.training()), monitoring, listener);
        CompletableFuture<Void> run = LocalThreads.start("training", job::run);
        reportTo(ended, run);
        parts.add(() -> {
            job.close();
            LocalThreads.await(run.exceptionally(reported -> null), STOP_TIMEOUT);
        });
    }

    private void startStages() {
        LocalStages stages = new LocalStages(monitoring);
        parts.add(stages);
        stages.start(properties);
        reportTo(ended, stages.failure());
    }

    private static void reportTo(CompletableFuture<Void> ended, CompletableFuture<Void> part) {
        part.whenComplete((nothing, failure) -> {
            if (failure != null) {
                ended.completeExceptionally(failure);
            }
        });
    }
}
