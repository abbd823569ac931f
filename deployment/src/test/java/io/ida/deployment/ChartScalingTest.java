package io.ida.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What KEDA is told of the stages, against their topologies and metrics. */
class ChartScalingTest {
    private static final Path DASHBOARD = Path.of("..", "docker", "grafana", "dashboards", "assist.json");

    @Test
    void nothingScalesUnlessItIsAskedTo() {
        Chart chart = Chart.render("minimal");

        assertThat(chart.ofKind("ScaledObject")).isEmpty();
        assertThat(chart.ofKind("StatefulSet"))
                .extracting(stage -> stage.at("/spec/replicas").asInt())
                .containsOnly(2);
    }

    @Test
    void stagesScaleOnTheLagOfAllThatTheyRead() throws IOException {
        Chart chart = Chart.render("everything");

        assertThat(chart.ofKind("ScaledObject")).hasSameSizeAs(Chart.STAGES);
        for (Stage stage : Chart.STAGES) {
            StageConfig config = StageConfig.of(stage, chart.propertiesOf(stage));
            JsonNode scaled = chart.manifest("ScaledObject", stage.name());
            assertThat(scaled.at("/spec/scaleTargetRef/name"))
                    .isEqualTo(chart.manifest("StatefulSet", stage.name()).at("/metadata/name"));
            List<JsonNode> triggers = triggers(scaled, "kafka");
            assertThat(topicsOf(triggers)).containsExactlyInAnyOrderElementsOf(topicsReadBy(stage, config));
            assertThat(triggers)
                    .extracting(trigger -> trigger.at("/metadata/consumerGroup").asText())
                    .containsOnly(config.values().getString("application.id"));
            assertThat(chart.manifest("StatefulSet", stage.name()).at("/spec").has("replicas"))
                    .as("KEDA says how many")
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stages.distill.properties", "cluster.properties"})
    void distillScalesOnTheLagOfResultsWhereItAsksSpotChecks(String properties) throws IOException {
        Chart chart = Chart.render(
                "minimal",
                Map.of(
                        properties + ".distill\\.spot\\.check\\.share",
                        0.5,
                        "stages.distill.autoscaling.enabled",
                        true));
        StageConfig config = StageConfig.of(DistillApp.STAGE, chart.propertiesOf(DistillApp.STAGE));

        assertThat(topicsOf(triggers(chart.manifest("ScaledObject", "distill"), "kafka")))
                .contains("ida.results")
                .containsExactlyInAnyOrderElementsOf(topicsReadBy(DistillApp.STAGE, config));
    }

    @Test
    void assistScalesOnTheMetricThatItsDashboardShows() throws IOException {
        Chart chart = Chart.render("everything");
        List<JsonNode> triggers = triggers(chart.manifest("ScaledObject", "assist"), "prometheus");

        assertThat(triggers)
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.at("/metadata/query").asText())
                        .isEqualTo("sum(ida_calls_in_flight{stage=\"assist\",namespace=\"ida\"})"));
        assertThat(Files.readString(DASHBOARD)).contains("ida_calls_in_flight{stage=\\\"assist\\\"");
    }

    /** The topics behind the sources of its tasks, without those of stores that every instance has as a whole. */
    private static Set<String> topicsReadBy(Stage stage, StageConfig config) {
        return stage.topology().apply(config).describe().subtopologies().stream()
                .flatMap(subtopology -> subtopology.nodes().stream())
                .filter(TopologyDescription.Source.class::isInstance)
                .flatMap(source -> ((TopologyDescription.Source) source).topicSet().stream())
                .collect(Collectors.toSet());
    }

    private static List<String> topicsOf(List<JsonNode> triggers) {
        return triggers.stream()
                .map(trigger -> trigger.at("/metadata/topic").asText())
                .toList();
    }

    private static List<JsonNode> triggers(JsonNode scaled, String type) {
        return StreamSupport.stream(scaled.at("/spec/triggers").spliterator(), false)
                .filter(trigger -> trigger.get("type").asText().equals(type))
                .toList();
    }
}
