package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Training;
import io.ida.monitoring.Monitoring;
import io.ida.monitoring.MonitoringConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingMetersTest {
    private static final Training TRAINING =
            new Training("run/1", "x", 1, null, List.of(), Map.of(), "", Map.of(), true, Instant.EPOCH);

    private final Monitoring monitoring = Monitoring.start(new MonitoringConfig("localhost", 0));
    private final MeterRegistry registry = monitoring.meters();
    private final TrainingMeters meters = new TrainingMeters(monitoring);

    @AfterEach
    void close() {
        monitoring.close();
    }

    @Test
    void stepsAreAddedUpAndTheLastOneIsShown() {
        meters.stepped(TRAINING, "neural/1", new TrainingStep(1, 2, 0.5, 8, 100, 1000));
        meters.stepped(TRAINING, "neural/1", new TrainingStep(2, 2, 0.25, 7, 100, 900));
        meters.stepped(TRAINING, "supervisor/1", new TrainingStep(1, 1, 3, 64, 500, 20));

        assertThat(count("ida.training.steps")).isEqualTo(2);
        assertThat(count("ida.training.examples")).isEqualTo(15);
        assertThat(gauge("ida.training.loss")).isEqualTo(0.25);
        assertThat(gauge("ida.training.examples.per.second")).isEqualTo(900);
        assertThat(gauge("ida.training.lessons")).isEqualTo(100);
    }

    @Test
    void versionsAreCountedByStatus() {
        meters.announced(
                TRAINING,
                version(ModelStatus.CANDIDATE, Map.of("traces", 40.0, "traces.unreadable", 2.0, "seconds", 1.5)));
        meters.refused("x@2", "no such parent");

        assertThat(registry.get("ida.training.versions")
                        .tag("status", "CANDIDATE")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(count("ida.training.traces")).isEqualTo(40);
        assertThat(gauge("ida.training.version")).isEqualTo(1);
        assertThat(registry.get("ida.training.duration").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(1.5);
        assertThat(registry.get("ida.dead.letters")
                        .tag("stage", "training")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void whatTheJudgeFindsIsShownWhenItIsKnown() {
        meters.judged(version(ModelStatus.CANDIDATE, Map.of()));
        assertThat(registry.get("ida.learning.agreement").gauge().value()).isNaN();
        meters.judged(version(ModelStatus.PROMOTED, Map.of("agreement", 0.75, "difficulty", 2.0)));
        assertThat(registry.get("ida.learning.agreement").gauge().value()).isEqualTo(0.75);
        assertThat(registry.get("ida.learning.difficulty").gauge().value()).isEqualTo(2);
    }

    private double count(String name) {
        return registry.get(name).tag("architecture", "neural/1").counter().count();
    }

    private double gauge(String name) {
        return registry.get(name).tag("architecture", "neural/1").gauge().value();
    }

    private static ModelVersion version(ModelStatus status, Map<String, Double> metrics) {
        return new ModelVersion(
                "x", 1, null, status, "neural/1", "x/1", "sha", 1L, metrics, List.of(), "run/1", Instant.EPOCH);
    }
}
