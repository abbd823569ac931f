package io.ida.streams.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.models.CheckpointException;
import io.ida.models.neural.LearnedSupervisor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionConfigTest {
    private static final ModelVersion VERSION = new ModelVersion(
            "h",
            1,
            null,
            ModelStatus.PROMOTED,
            LearnedSupervisor.ARCHITECTURE,
            "h/1",
            "sha",
            1L,
            Map.of(),
            List.of(),
            "",
            Instant.EPOCH);

    @Test
    void withoutAModelStoreNothingIsLoaded() {
        SupervisionConfig config = read(Map.of());

        assertThat(config.modelStore()).isEmpty();
        assertThatThrownBy(() -> LearnedSupervisors.calls(config).loader().load(VERSION))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("Learned supervisors are not run here: any.model.store is not set.");
    }

    @Test
    void supervisorsAreLoadedFromTheModelStore(@TempDir Path directory) {
        SupervisionConfig config = read(Map.of("any.model.store", directory.toString()));

        assertThatThrownBy(() -> LearnedSupervisors.calls(config).loader().load(VERSION))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("There is no checkpoint 'h/1'");
    }

    @Test
    void whatIsNoModelStoreIsNamedWithItsKey() {
        assertThatThrownBy(() -> read(Map.of("any.model.store", "ftp://host/models")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("any.model.store");
    }

    private static SupervisionConfig read(Map<String, String> properties) {
        ConfigDef keys = SupervisionConfig.define("any", new ConfigDef());
        return SupervisionConfig.from("any", new AbstractConfig(keys, properties));
    }
}
