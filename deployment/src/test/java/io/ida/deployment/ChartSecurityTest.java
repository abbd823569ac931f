package io.ida.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The chart on a cluster that wants TLS, passwords and permission. */
class ChartSecurityTest {
    private static final String LOGIN = "KAFKA_SASL_JAAS_CONFIG";
    private static final String REGISTRY_LOGIN = "KAFKA_BASIC_AUTH_USER_INFO";

    /** Each stage, the training job and the Job of the topics. */
    private static final int PODS = Chart.STAGES.size() + 2;

    @Test
    void everyFileThatTheClusterPropertiesNameIsMountedInEveryPod() throws IOException {
        Chart chart = withTheJob("everything");
        List<String> files = chart.clusterProperties().values().stream()
                .filter(value -> value.startsWith("/"))
                .toList();

        assertThat(files).isNotEmpty();
        assertThat(chart.pods()).hasSize(PODS).allSatisfy(pod -> {
            List<String> mounted = new ArrayList<>();
            Set<String> volumes = new HashSet<>();
            pod.get("volumes").forEach(volume -> volumes.add(volume.get("name").asText()));
            // The volume of a stage's state is made from a template of its own.
            volumes.add("state");
            pod.at("/containers/0/volumeMounts").forEach(mount -> {
                assertThat(volumes).contains(mount.get("name").asText());
                mounted.add(mount.get("mountPath").asText() + "/");
            });
            assertThat(mounted).doesNotHaveDuplicates();
            assertThat(files).allSatisfy(file -> assertThat(mounted).as(file).anyMatch(file::startsWith));
        });
    }

    @Test
    void everyPartHasAPrincipalOfItsOwn() {
        Set<String> secrets = new HashSet<>();
        for (JsonNode pod : withTheJob("principals").pods()) {
            JsonNode container = pod.at("/containers/0");
            String part = container.get("name").asText();
            assertThat(List.of(LOGIN, REGISTRY_LOGIN))
                    .allSatisfy(variable -> assertThat(secretOf(container, variable))
                            .isEqualTo("ida-" + (part.equals("topics") ? "operator" : part)));
            secrets.add(secretOf(container, LOGIN));
        }
        assertThat(secrets).hasSize(PODS);
    }

    @Test
    void variablesOfWholeSecretsReachEveryPod() {
        assertThat(withTheJob("everything").pods())
                .hasSize(PODS)
                .allSatisfy(pod -> assertThat(
                                pod.at("/containers/0/envFrom/0/secretRef/name").asText())
                        .isIn("collector", "operator"));
    }

    @Test
    void kedaIsToldWhereItsOwnLoginIs() {
        assertThat(Chart.render("principals").ofKind("ScaledObject"))
                .isNotEmpty()
                .allSatisfy(scaled -> assertThat(scaled.at("/spec/triggers")).allSatisfy(trigger -> {
                    assertThat(trigger.at("/authenticationRef/name").asText()).isEqualTo("kafka");
                    assertThat(trigger.at("/metadata/sasl").asText()).isEqualTo("scram_sha512");
                }));
    }

    /** Hooks are not among the manifests that Helm's library shows. */
    private static Chart withTheJob(String example) {
        return Chart.render(example, Map.of("topics.hook", false));
    }

    private static String secretOf(JsonNode container, String variable) {
        return StreamSupport.stream(container.get("env").spliterator(), false)
                .filter(each -> each.get("name").asText().equals(variable))
                .map(each -> each.at("/valueFrom/secretKeyRef/name").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + variable + ": " + container.get("env")));
    }
}
