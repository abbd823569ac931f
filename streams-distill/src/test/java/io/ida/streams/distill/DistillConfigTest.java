package io.ida.streams.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.amplification.Splits;
import io.ida.schemas.EventSerdes;
import io.ida.streams.runtime.StageConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistillConfigTest {
    @Test
    void everyKeyHasADefault() {
        assertThat(read(Map.of()))
                .isEqualTo(new DistillConfig(
                        new Splits(10, 10),
                        Duration.ofHours(1),
                        Duration.ZERO,
                        new SpotChecks(0, 0, Duration.ofMinutes(1)),
                        Duration.ofSeconds(1),
                        new RowRoom(1_000_000)));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(read(Map.of(
                        "event.max.bytes", "5000",
                        "distill.validation.percent", "40",
                        "distill.test.percent", "60",
                        "distill.late.node.window.ms", "2",
                        "distill.duplicate.window.ms", "4",
                        "distill.spot.check.share", "0.25",
                        "distill.spot.check.seed", "-5",
                        "distill.spot.check.timeout.ms", "6",
                        "distill.expiry.interval.ms", "3")))
                .isEqualTo(new DistillConfig(
                        new Splits(40, 60),
                        Duration.ofMillis(2),
                        Duration.ofMillis(4),
                        new SpotChecks(0.25, -5, Duration.ofMillis(6)),
                        Duration.ofMillis(3),
                        new RowRoom(5_000)));
    }

    @Test
    void sharesOfMoreThanEverythingAreAnError() {
        assertThatThrownBy(() -> read(Map.of("distill.validation.percent", "41", "distill.test.percent", "60")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("distill.test.percent")
                .hasMessageContaining("more than 100");
    }

    @ParameterizedTest
    @CsvSource({
        "distill.validation.percent, -1",
        "distill.test.percent, 101",
        "distill.late.node.window.ms, 0",
        "distill.duplicate.window.ms, -1",
        "distill.spot.check.share, 1.5",
        "distill.spot.check.timeout.ms, 0",
        "distill.expiry.interval.ms, never",
    })
    void anInvalidValueIsNamedWithItsKey(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value);
    }

    @Test
    void anUnknownKeyIsAnError() {
        assertThatThrownBy(() -> read(Map.of("distill.test.percents", "3")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Unknown key 'distill.test.percents' for stage distill");
    }

    private static DistillConfig read(Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>(overrides);
        properties.put("bootstrap.servers", "unused:9092");
        EventSerdes serdes = new EventSerdes(new MockSchemaRegistryClient());
        return DistillConfig.from(
                StageConfig.of(DistillApp.STAGE, properties, serdes).values());
    }
}
