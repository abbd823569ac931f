package io.ida.streams.synthesize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.schemas.EventSerdes;
import io.ida.streams.models.SupervisionConfig;
import io.ida.streams.runtime.StageConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynthesizeConfigTest {
    @Test
    void everyKeyHasADefault() {
        SupervisionConfig supervision =
                new SupervisionConfig("synthesize", Optional.empty(), 1, 256, Duration.ofSeconds(30), 2);
        assertThat(read(Map.of())).isEqualTo(new SynthesizeConfig(64, 64, Duration.ofSeconds(1), supervision));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(read(Map.of(
                        "synthesize.max.rounds", "1",
                        "synthesize.max.asks", "2",
                        "synthesize.expiry.interval.ms", "3",
                        "synthesize.calls.in.flight", "4",
                        "synthesize.batch.size", "5",
                        "synthesize.model.wait.ms", "6",
                        "synthesize.models.loaded", "7")))
                .isEqualTo(new SynthesizeConfig(
                        1,
                        2,
                        Duration.ofMillis(3),
                        new SupervisionConfig("synthesize", Optional.empty(), 4, 5, Duration.ofMillis(6), 7)));
    }

    @ParameterizedTest
    @CsvSource({
        "synthesize.max.rounds, 0",
        "synthesize.max.asks, few",
        "synthesize.expiry.interval.ms, 0",
    })
    void anInvalidValueIsNamedWithItsKey(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value);
    }

    @Test
    void anUnknownKeyIsAnError() {
        assertThatThrownBy(() -> read(Map.of("synthesize.max.round", "3")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Unknown key 'synthesize.max.round' for stage synthesize");
    }

    private static SynthesizeConfig read(Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>(overrides);
        properties.put("bootstrap.servers", "unused:9092");
        EventSerdes serdes = new EventSerdes(new MockSchemaRegistryClient());
        return SynthesizeConfig.from(
                StageConfig.of(SynthesizeApp.STAGE, properties, serdes).values());
    }
}
