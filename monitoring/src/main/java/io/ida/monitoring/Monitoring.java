package io.ida.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health and metrics of this process, its JVM included, on one port or on none. The process is live while all of its
 * parts are, and ready when it has parts and all of them are. Safe for use by several threads.
 */
public final class Monitoring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);

    /** Kafka Streams' metrics of every single store are more than all others together. */
    private static final String SINGLE_STORES = "kafka.stream.state.";

    private final Map<String, Health> parts = new ConcurrentSkipListMap<>();
    private final MeterRegistry meters;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final ScheduledExecutorService refresher;
    private final MonitoringServer server;

    private Monitoring() {
        meters = new CompositeMeterRegistry();
        refresher = null;
        server = null;
    }

    private Monitoring(MonitoringConfig config) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(MeterFilter.denyNameStartsWith(SINGLE_STORES));
        meters = registry;
        server = MonitoringServer.start(config, this, registry::scrape);
        refresher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "monitoring-refresh");
            thread.setDaemon(true);
            return thread;
        });
        bindJvm();
        LOG.info("Health and metrics on {}:{}", config.host(), server.port());
    }

    /**
     * Begins to show health and metrics, unless the configured port is {@link MonitoringConfig#NONE}.
     *
     * @throws org.apache.kafka.common.config.ConfigException if the port is taken, or the host unknown
     */
    public static Monitoring start(MonitoringConfig config) {
        return config.port() == MonitoringConfig.NONE ? off() : new Monitoring(config);
    }

    /** Shows nothing and counts nothing. */
    public static Monitoring off() {
        return new Monitoring();
    }

    /** Whether anything is shown. */
    public boolean isOn() {
        return server != null;
    }

    /** The port, if there is one. */
    public Optional<Integer> port() {
        return isOn() ? Optional.of(server.port()) : Optional.empty();
    }

    /** What parts of the process count into. */
    public MeterRegistry meters() {
        return meters;
    }

    /**
     * Where meters that come and go are looked for now and then.
     *
     * @throws IllegalStateException if nothing is shown
     */
    public ScheduledExecutorService refresher() {
        if (!isOn()) {
            throw new IllegalStateException("Nothing is shown, so nothing is refreshed.");
        }
        return refresher;
    }

    /** Adds a part; one with the same name is replaced. */
    public void watch(String part, Health health) {
        parts.put(part, health);
    }

    /** The process is not asked about a part any more. */
    public void forget(String part) {
        parts.remove(part);
    }

    /** Closes the port. */
    @Override
    public void close() {
        if (isOn()) {
            server.close();
            refresher.shutdownNow();
        }
        collections.close();
        meters.close();
    }

    HealthReport live() {
        return report(Health::isLive, false);
    }

    HealthReport ready() {
        return report(Health::isReady, true);
    }

    private HealthReport report(Predicate<Health> question, boolean needsParts) {
        StringBuilder text = new StringBuilder();
        boolean good = !(needsParts && parts.isEmpty());
        for (Map.Entry<String, Health> part : parts.entrySet()) {
            boolean answer = question.test(part.getValue());
            good &= answer;
            text.append(part.getKey())
                    .append(": ")
                    .append(answer ? "yes" : "no")
                    .append('\n');
        }
        return new HealthReport(good, text.isEmpty() ? "nothing runs\n" : text.toString());
    }

    /**
     * An answer about all parts.
     *
     * @param good whether it is yes
     * @param text a line for each part
     */
    record HealthReport(boolean good, String text) {}

    private void bindJvm() {
        new JvmInfoMetrics().bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        collections.bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
    }
}
