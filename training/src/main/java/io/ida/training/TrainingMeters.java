package io.ida.training;

import io.ida.events.ModelVersion;
import io.ida.events.Training;
import io.ida.monitoring.Monitoring;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * What a training job counts. Counters say what was done: a training that is begun again counts again. Safe for use by
 * several threads.
 */
final class TrainingMeters implements TrainingListener {
    private static final Duration REFRESH = Duration.ofSeconds(10);

    private final Monitoring monitoring;
    private final MeterRegistry registry;
    private final Map<String, Figures> figuresByArchitecture = new ConcurrentHashMap<>();
    private final Counter deadLetters;
    private volatile double agreement = Double.NaN;
    private volatile double difficulty = Double.NaN;

    TrainingMeters(Monitoring monitoring) {
        this.monitoring = monitoring;
        registry = monitoring.meters();
        deadLetters = Counter.builder("ida.dead.letters")
                .description("Dead letters.")
                .tag("stage", DeadLetters.STAGE)
                .register(registry);
        Gauge.builder("ida.learning.agreement", this, meters -> meters.agreement)
                .description("Share of held-out questions that the last judged version answers as its amplified self.")
                .register(registry);
        Gauge.builder("ida.learning.difficulty", this, meters -> meters.difficulty)
                .description("Highest difficulty that the last judged version was asked.")
                .register(registry);
    }

    @Override
    public void stepped(Training training, String architecture, TrainingStep step) {
        figures(architecture).stepped(step);
    }

    @Override
    public void announced(Training training, ModelVersion version) {
        Map<String, Double> metrics = version.getMetrics();
        Tags tags = Tags.of("architecture", version.getArchitecture());
        Counter.builder("ida.training.versions")
                .description("Versions that were trained, by the status they were announced with.")
                .tags(tags.and("status", version.getStatus().name()))
                .register(registry)
                .increment();
        Counter.builder("ida.training.traces")
                .description("Traces that trainings have read.")
                .tags(tags)
                .register(registry)
                .increment(metrics.getOrDefault("traces", 0.0));
        Timer.builder("ida.training.duration")
                .description("How long the training of a version took.")
                .tags(tags)
                .register(registry)
                .record((long) (1e9 * metrics.getOrDefault("seconds", 0.0)), TimeUnit.NANOSECONDS);
        figures(version.getArchitecture()).version = version.getVersion();
        deadLetters.increment(metrics.getOrDefault("traces.unreadable", 0.0));
    }

    @Override
    public void refused(String key, String reason) {
        deadLetters.increment();
    }

    /** Takes over what the run that judges versions has found out about one. */
    void judged(ModelVersion version) {
        agreement = version.getMetrics().getOrDefault("agreement", agreement);
        difficulty = version.getMetrics().getOrDefault("difficulty", difficulty);
    }

    /** Shows the metrics of a consumer until they are closed. */
    AutoCloseable show(Consumer<?, ?> consumer) {
        return monitoring.isOn()
                ? shown(new KafkaClientMetrics(consumer, Tags.empty(), monitoring.refresher(), REFRESH))
                : () -> {};
    }

    /** Shows the metrics of a producer until they are closed. */
    AutoCloseable show(Producer<?, ?> producer) {
        return monitoring.isOn()
                ? shown(new KafkaClientMetrics(producer, Tags.empty(), monitoring.refresher(), REFRESH))
                : () -> {};
    }

    private AutoCloseable shown(KafkaClientMetrics metrics) {
        metrics.bindTo(registry);
        return metrics;
    }

    private Figures figures(String architecture) {
        return figuresByArchitecture.computeIfAbsent(architecture, Figures::new);
    }

    /** Of one architecture. */
    private final class Figures {
        private final Counter steps;
        private final Counter examples;
        private volatile double loss = Double.NaN;
        private volatile double examplesPerSecond;
        private volatile long lessons;
        private volatile int version;

        Figures(String architecture) {
            Tags tags = Tags.of("architecture", architecture);
            steps = Counter.builder("ida.training.steps")
                    .description("Steps that trainings have made.")
                    .tags(tags)
                    .register(registry);
            examples = Counter.builder("ida.training.examples")
                    .description("Examples that steps have learned from.")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("ida.training.loss", this, figures -> figures.loss)
                    .description("Running mean of the loss over about ten steps, in nats a token.")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("ida.training.examples.per.second", this, figures -> figures.examplesPerSecond)
                    .description("Examples learned per second in the last training.")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("ida.training.lessons", this, figures -> figures.lessons)
                    .description("Different examples that the last training drew batches from.")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("ida.training.version", this, figures -> figures.version)
                    .description("Number of the version that was trained last.")
                    .tags(tags)
                    .register(registry);
        }

        void stepped(TrainingStep step) {
            steps.increment();
            examples.increment(step.batch());
            loss = step.loss();
            examplesPerSecond = step.examplesPerSecond();
            lessons = step.lessons();
        }
    }
}
