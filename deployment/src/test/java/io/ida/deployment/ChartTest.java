package io.ida.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.ida.monitoring.Monitoring;
import io.ida.monitoring.MonitoringConfig;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.training.TrainingConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart against the code and the images. Needs neither a cluster nor Helm. */
class ChartTest {
    private static final Path DOCKER = Path.of("..", "docker");

    /** Read by .ci/run and validated against the schemas of Kubernetes and KEDA. */
    private static final Path MANIFESTS = Path.of("target", "manifests");

    @Test
    void helmHasNothingToComplainOf() {
        LintResult lint = new Helm(Chart.DIRECTORY).lint().strict().call();

        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "existing", "principals"})
    void everyExampleOfValuesMakesManifests(String example) throws IOException {
        Chart chart = Chart.render(example);

        chart.write(MANIFESTS.resolve(example + ".yaml"));
        assertThat(namesOf(chart.ofKind("StatefulSet")))
                .containsExactlyInAnyOrderElementsOf(Chart.STAGES.stream()
                        .map(stage -> "ida-" + stage.name())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "principals"})
    void whatAPartIsGivenIsAccepted(String example) throws IOException {
        Chart chart = Chart.render(example);

        for (Stage stage : Chart.STAGES) {
            Map<String, String> properties = chart.propertiesOf(stage);
            assertThatCode(() -> StageConfig.of(stage, properties))
                    .as("%s with %s", stage.name(), properties)
                    .doesNotThrowAnyException();
        }
        Map<String, String> training = chart.propertiesOf(chart.manifest("Deployment", "training"));
        training.put(TrainingConfig.MODEL_STORE, "models");
        assertThatCode(() -> TrainingConfig.from(training)).doesNotThrowAnyException();
    }

    @Test
    void instancesAreMembersOfTheirGroupByTheNameOfTheirPod() throws IOException {
        Chart chart = Chart.render("minimal");

        for (Stage stage : Chart.STAGES) {
            JsonNode workload = chart.manifest("StatefulSet", stage.name());
            assertThat(chart.propertiesOf(workload)).containsEntry("group.instance.id", "$(POD_NAME)");
            JsonNode podName = workload.at("/spec/template/spec/containers/0/env/0");
            assertThat(podName.at("/name").asText()).isEqualTo("POD_NAME");
            assertThat(podName.at("/valueFrom/fieldRef/fieldPath").asText()).isEqualTo("metadata.name");
        }
    }

    @Test
    void probesAskWhatEveryPartAnswers() throws Exception {
        Chart chart = Chart.render("minimal");
        String port = groups("MONITORING_PORT=(\\d+)", dockerfile()).iterator().next();

        try (Monitoring monitoring = Monitoring.start(new MonitoringConfig("127.0.0.1", 0))) {
            for (JsonNode workload : workloads(chart)) {
                JsonNode container = workload.at("/spec/template/spec/containers/0");
                assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(port);
                assertThat(status(monitoring, container.at("/startupProbe"))).isEqualTo(200);
                assertThat(status(monitoring, container.at("/livenessProbe"))).isEqualTo(200);
                assertThat(status(monitoring, container.at("/readinessProbe")))
                        .as("not ready without parts")
                        .isEqualTo(503);
                JsonNode annotations = workload.at("/spec/template/metadata/annotations");
                assertThat(annotations.get("prometheus.io/port").asText()).isEqualTo(port);
                assertThat(annotations.get("prometheus.io/path").asText()).isEqualTo("/metrics");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "principals"})
    void whatSelectsPodsSelectsThoseOfOnePart(String example) {
        Chart chart = Chart.render(example);

        for (String kind : List.of("Service", "PodDisruptionBudget")) {
            for (JsonNode selecting : chart.ofKind(kind)) {
                JsonNode spec = selecting.at("/spec/selector");
                JsonNode labels = spec.has("matchLabels") ? spec.get("matchLabels") : spec;
                assertThat(workloads(chart))
                        .filteredOn(workload -> isIn(labels, workload.at("/spec/template/metadata/labels")))
                        .as("%s %s", kind, labels)
                        .singleElement()
                        .satisfies(workload ->
                                assertThat(workload.at("/metadata/name")).isEqualTo(selecting.at("/metadata/name")));
            }
            assertThat(chart.ofKind(kind)).hasSameSizeAs(Chart.STAGES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "principals"})
    void nothingRunsAsRootOrWritesOutsideOfItsVolumes(String example) throws IOException {
        Chart chart = Chart.render(example, Map.of("topics.hook", false));
        String user = groups("(?m)^USER (\\d+):", dockerfile()).iterator().next();

        assertThat(chart.pods()).hasSize(Chart.STAGES.size() + 2).allSatisfy(pod -> {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asText()).isEqualTo(user);
            assertThat(pod.at("/securityContext/fsGroup").asText()).isEqualTo(user);
            JsonNode container = pod.at("/containers/0");
            JsonNode security = container.get("securityContext");
            assertThat(security.get("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.get("allowPrivilegeEscalation").asBoolean()).isFalse();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(textsAt(container.get("volumeMounts"), "/mountPath")).contains("/tmp", "/etc/ida");
        });
        for (Stage stage : Chart.STAGES) {
            assertThat(textsAt(
                            chart.manifest("StatefulSet", stage.name())
                                    .at("/spec/template/spec/containers/0/volumeMounts"),
                            "/mountPath"))
                    .containsAll(groups("\"(/var/lib/ida/[a-z]+)\"", dockerfile()));
        }
    }

    private static List<JsonNode> workloads(Chart chart) {
        return Stream.of("StatefulSet", "Deployment")
                .flatMap(kind -> chart.ofKind(kind).stream())
                .toList();
    }

    private static boolean isIn(JsonNode labels, JsonNode all) {
        return labels.properties().stream().allMatch(label -> label.getValue().equals(all.get(label.getKey())));
    }

    private static List<String> namesOf(List<JsonNode> manifests) {
        return manifests.stream()
                .map(manifest -> manifest.at("/metadata/name").asText())
                .toList();
    }

    private static List<String> textsAt(JsonNode array, String pointer) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.at(pointer).asText())
                .toList();
    }

    private static String dockerfile() throws IOException {
        return Files.readString(DOCKER.resolve("Dockerfile"));
    }

    private static Set<String> groups(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static int status(Monitoring monitoring, JsonNode probe) throws IOException, InterruptedException {
        URI asked = URI.create("http://127.0.0.1:" + monitoring.port().orElseThrow()
                + probe.at("/httpGet/path").asText());
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(asked).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
