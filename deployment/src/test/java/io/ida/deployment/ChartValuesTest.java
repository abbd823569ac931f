package io.ida.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Helm chart makes of its values, and which it refuses. */
class ChartValuesTest {
    @Test
    void propertiesComeThroughAsTheyAre() throws IOException {
        assertThat(Chart.render("everything").clusterProperties())
                .containsEntry("topic.partitions", "12")
                .hasEntrySatisfying(
                        "sasl.jaas.config", value -> assertThat(value).endsWith("\"back\\slash\";"));
        assertThat(Chart.render("principals").clusterProperties())
                .containsEntry(
                        "ssl.truststore.certificates", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")
                .containsEntry("basic.auth.credentials.source", "USER_INFO");
    }

    @Test
    void whatIsThereAlreadyIsNotMade() {
        Chart chart = Chart.render("existing");

        assertThat(List.of("Secret", "PersistentVolumeClaim", "Job", "Deployment"))
                .allSatisfy(kind -> assertThat(chart.ofKind(kind)).isEmpty());
        assertThat(chart.manifest("StatefulSet", "assist")
                        .at("/spec/template/spec/volumes")
                        .toString())
                .contains("\"secretName\":\"kafka-client\"")
                .contains("\"claimName\":\"models\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cluster.bootstrapServers         | ''         | cluster.bootstrapServers is missing",
                "cluster.bootstrapServers         | kafka      | bootstrapServers",
                "cluster.schemaRegistry           | ''         | cluster.schemaRegistry is missing",
                "cluster.properties.topic\\.prefix| x.         | cluster.properties must not have topic.prefix",
                "topics.partitions                | 0          | partitions",
                "stages.assist.replica            | 3          | replica",
                "stages.asist.replicas            | 3          | asist",
                "stages.assist.sessionTimeoutMs   | 100        | sessionTimeoutMs",
                "stageDefaults.state.size         | 4 GB       | size",
                "stageDefaults.heapPercent        | 95         | heapPercent",
                "image.pullPolicy                 | Sometimes  | pullPolicy",
            })
    void valuesThatCannotBeMeantAreRefused(String value, String given, String said) {
        assertThatThrownBy(() -> Chart.render("minimal", Map.of(value, given)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(said);
    }

    @Test
    void moreInstancesThanPartitionsAreRefused() {
        Map<String, Object> values =
                Map.of("stageDefaults.autoscaling.enabled", true, "stages.distill.autoscaling.maxReplicas", 5);

        assertThatThrownBy(() -> Chart.render("minimal", values))
                .hasMessageContaining("distill: autoscaling.maxReplicas is 5 and above topics.partitions, 4");
    }
}
