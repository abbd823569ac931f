package io.ida.streams.distill;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.schemas.EventSerdes;
import io.ida.streams.runtime.StageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistillTopologyTest {
    @Test
    void theTopologyIsAsCheckedIn() throws IOException {
        StageConfig config = StageConfig.of(
                DistillApp.STAGE,
                Map.of("bootstrap.servers", "unused:9092"),
                new EventSerdes(new MockSchemaRegistryClient()));
        String description =
                DistillApp.STAGE.topology().apply(config).describe().toString();

        try (var file = getClass().getResourceAsStream("/distill-topology.txt")) {
            assertThat(description)
                    .isEqualToIgnoringWhitespace(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
