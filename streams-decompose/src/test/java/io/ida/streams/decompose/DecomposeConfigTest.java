package io.ida.streams.decompose;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.models.DirectoryModelStore;
import io.ida.schemas.EventSerdes;
import io.ida.streams.models.SupervisionConfig;
import io.ida.streams.runtime.StageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecomposeConfigTest {
    @Test
    void everyKeyHasADefault() {
        assertThat(read(Map.of()))
                .isEqualTo(new DecomposeConfig(
                        64,
                        64,
                        64,
                        10_000,
                        10_000,
                        500_000,
                        10_000,
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        2_000,
                        16,
                        new SupervisionConfig("decompose", Optional.empty(), 1, 256, Duration.ofSeconds(30), 2)));
    }

    @Test
    void everyKeyIsRead() {
        DecomposeConfig config = read(Map.ofEntries(
                entry("decompose.max.depth", "1"),
                entry("decompose.max.rounds", "2"),
                entry("decompose.max.asks", "3"),
                entry("decompose.max.text.length", "4"),
                entry("decompose.max.facts", "5"),
                entry("decompose.max.question.bytes", "6"),
                entry("decompose.default.budget", "7"),
                entry("decompose.default.time.to.live.ms", "8"),
                entry("decompose.duplicate.window.ms", "9"),
                entry("decompose.max.open.trees", "15"),
                entry("decompose.assist.shards", "10"),
                entry("decompose.model.store", "models"),
                entry("decompose.calls.in.flight", "11"),
                entry("decompose.batch.size", "12"),
                entry("decompose.model.wait.ms", "13"),
                entry("decompose.models.loaded", "14")));
        SupervisionConfig supervision = config.supervision();
        assertThat(config)
                .isEqualTo(new DecomposeConfig(
                        1, 2, 3, 4, 5, 6, 7, Duration.ofMillis(8), Duration.ofMillis(9), 15, 10, supervision));
        assertThat(supervision)
                .isEqualTo(new SupervisionConfig(
                        "decompose", supervision.modelStore(), 11, 12, Duration.ofMillis(13), 14));
        assertThat(((DirectoryModelStore) supervision.modelStore().orElseThrow()).root())
                .isEqualTo(Path.of("models").toAbsolutePath());
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
        "decompose.max.open.trees, 0",
        "decompose.assist.shards, 0",
        "decompose.model.store, ftp://host/models",
        "decompose.calls.in.flight, 0",
        "decompose.batch.size, 0",
        "decompose.model.wait.ms, -1",
        "decompose.models.loaded, 0",
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
