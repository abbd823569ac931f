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
        assertThat(described(Map.of("bootstrap.servers", "unused:9092")))
                .isEqualToIgnoringWhitespace(checkedIn("distill-topology.txt"));
    }

    @Test
    void theTopologyThatLooksForDuplicatesIsAsCheckedIn() throws IOException {
        assertThat(described(Map.of("bootstrap.servers", "unused:9092", "distill.duplicate.window.ms", "1000")))
                .isEqualToIgnoringWhitespace(checkedIn("distill-topology-with-duplicates.txt"));
    }

    @Test
    void theTopologyThatChecksSpotsIsAsCheckedIn() throws IOException {
        assertThat(described(Map.of("bootstrap.servers", "unused:9092", "distill.spot.check.share", "0.1")))
                .isEqualToIgnoringWhitespace(checkedIn("distill-topology-with-spot-checks.txt"));
    }

    private static String described(Map<String, String> properties) {
        StageConfig config =
                StageConfig.of(DistillApp.STAGE, properties, new EventSerdes(new MockSchemaRegistryClient()));
        return DistillApp.STAGE.topology().apply(config).describe().toString();
    }

    private static String checkedIn(String file) throws IOException {
        try (var text = DistillTopologyTest.class.getResourceAsStream("/" + file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
