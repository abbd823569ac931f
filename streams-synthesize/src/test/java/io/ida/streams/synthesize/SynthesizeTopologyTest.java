package io.ida.streams.synthesize;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.schemas.EventSerdes;
import io.ida.streams.runtime.StageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SynthesizeTopologyTest {
    @Test
    void theTopologyIsAsCheckedIn() throws IOException {
        StageConfig config = StageConfig.of(
                SynthesizeApp.STAGE,
                Map.of("bootstrap.servers", "unused:9092"),
                new EventSerdes(new MockSchemaRegistryClient()));
        String description =
                SynthesizeApp.STAGE.topology().apply(config).describe().toString();

        try (var file = getClass().getResourceAsStream("/synthesize-topology.txt")) {
            assertThat(description)
                    .isEqualToIgnoringWhitespace(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
