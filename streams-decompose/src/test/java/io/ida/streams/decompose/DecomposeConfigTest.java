package io.ida.streams.decompose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.schemas.EventSerdes;
import io.ida.streams.runtime.StageConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecomposeConfigTest {
    @Test
    void everyKeyHasADefault() {
        assertThat(read(Map.of()))
                .isEqualTo(new DecomposeConfig(
                        64, 64, 64, 10_000, 10_000, 500_000, 10_000, Duration.ofMinutes(10), Duration.ofHours(1), 16));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(read(Map.of(
                        "decompose.max.depth", "1",
                        "decompose.max.rounds", "2",
                        "decompose.max.asks", "3",
                        "decompose.max.text.length", "4",
                        "decompose.max.facts", "5",
                        "decompose.max.question.bytes", "6",
                        "decompose.default.budget", "7",
                        "decompose.default.time.to.live.ms", "8",
                        "decompose.duplicate.window.ms", "9",
                        "decompose.assist.shards", "10")))
                .isEqualTo(new DecomposeConfig(1, 2, 3, 4, 5, 6, 7, Duration.ofMillis(8), Duration.ofMillis(9), 10));
    }

    @ParameterizedTest
    @CsvSource({
        "decompose.max.depth, -1",
        "decompose.max.rounds, 0",
        "decompose.max.asks, 0",
        "decompose.max.text.length, 0",
        "decompose.max.facts, many",
        "decompose.max.question.bytes, 0",
        "decompose.default.budget, -1",
        "decompose.default.time.to.live.ms, 0",
        "decompose.duplicate.window.ms, 0",
        "decompose.assist.shards, 0",
        "topic.partitions, 0"
    })
    void anInvalidValueIsNamedWithItsKey(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value);
    }

    @Test
    void anUnknownKeyIsAnError() {
        assertThatThrownBy(() -> read(Map.of("decompose.max.dept", "3")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Unknown key 'decompose.max.dept' for stage decompose");
    }

    private static DecomposeConfig read(Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>(overrides);
        properties.put("bootstrap.servers", "unused:9092");
        EventSerdes serdes = new EventSerdes(new MockSchemaRegistryClient());
        return DecomposeConfig.from(
                StageConfig.of(DecomposeApp.STAGE, properties, serdes).values());
    }
}
