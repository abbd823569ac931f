package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.StageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class InternalTopicsIT {
    private static final String CHANGELOG = "ida-decompose-spent-calls-changelog";
    private static final ConfigResource OF_CHANGELOG = new ConfigResource(ConfigResource.Type.TOPIC, CHANGELOG);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void aStageMakesItsTopicsWithRoomAndRefusesThoseWithoutInsteadOfFailingAtARecord() throws Exception {
        try (Cluster cluster = Cluster.start(directory);
                Admin admin = Admin.create(cluster.kafkaProperties())) {
            try (RunningStage decompose = start(cluster)) {
                assertThat(decompose.awaitRunning(PATIENCE)).isTrue();
            }
            assertThat(admin.describeConfigs(List.of(OF_CHANGELOG))
                            .all()
                            .get()
                            .get(OF_CHANGELOG)
                            .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                            .value())
                    .isEqualTo("1048576");

            ConfigEntry less = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1048575");
            admin.incrementalAlterConfigs(
                            Map.of(OF_CHANGELOG, List.of(new AlterConfigOp(less, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();

            assertThatThrownBy(() -> start(cluster).close())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(CHANGELOG);
        }
    }

    private RunningStage start(Cluster cluster) {
        Map<String, String> state =
                Map.of("state.dir", directory.resolve("state").toString());
        return RunningStage.start(DecomposeApp.STAGE, StageConfig.of(DecomposeApp.STAGE, cluster.properties(state)));
    }
}
