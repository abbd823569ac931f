package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ida.monitoring.Health;
import io.ida.monitoring.Monitoring;
import io.ida.monitoring.MonitoringConfig;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.synthesize.SynthesizeApp;
import io.ida.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Images and compose file against the code; needs no container engine. */
class ContainersTest {
    private static final String TRAINING = "training";
    private static final String COMMAND = "cli";
    private static final Map<String, Stage> STAGES = Stream.of(
                    DecomposeApp.STAGE, AssistApp.STAGE, SynthesizeApp.STAGE, DistillApp.STAGE)
            .collect(Collectors.toMap(Stage::name, stage -> stage));

    /** Kafka's own, which its start script reads, and the cluster's, which is no setting of a broker. */
    private static final Set<String> NO_BROKER_SETTINGS = Set.of("KAFKA_HEAP_OPTS", "CLUSTER_ID");

    @TempDir
    private Path directory;

    @Test
    void everyStageAndTheTrainingJobIsAServiceOfItsName() throws IOException {
        Set<String> parts = new HashSet<>(new Stages.Names());
        parts.add(TRAINING);
        Map<String, Map<String, Object>> services = ContainerFiles.services();

        assertThat(STAGES.keySet()).isEqualTo(new HashSet<>(new Stages.Names()));
        assertThat(services).containsKeys(parts.toArray(String[]::new));
        assertThat(parts)
                .allSatisfy(part -> assertThat(arguments(services.get(part))).containsEntry("PART", part));
        assertThat(arguments(services.get("topics"))).containsEntry("PART", COMMAND);
        assertThat(services.get("topics"))
                .containsEntry("image", services.get(COMMAND).get("image"));
    }

    @Test
    void whatAPartIsStartedWithIsAccepted() throws Exception {
        for (Map.Entry<String, Stage> stage : STAGES.entrySet()) {
            Map<String, String> properties = propertiesOf(stage.getKey());
            assertThatCode(() -> StageConfig.of(stage.getValue(), properties))
                    .as("%s with %s", stage.getKey(), properties)
                    .doesNotThrowAnyException();
            assertThat(properties.get("state.dir")).as(stage.getKey()).startsWith("/var/lib/ida/");
        }
        Map<String, String> training = propertiesOf(TRAINING);
        training.keySet().removeAll(clusterProperties().keySet());
        assertThat(TrainingConfig.KEYS.names()).containsAll(training.keySet());
        assertThat(started(COMMAND, "models", "list")).endsWith("models", "list");
    }

    @Test
    void theOneShotServiceIsACommand() throws Exception {
        List<?> command = (List<?>) ContainerFiles.services().get("topics").get("command");
        String[] arguments = command.stream().map(Object::toString).toArray(String[]::new);

        assertThatCode(() -> Ida.commandLine().parseArgs(arguments)).doesNotThrowAnyException();
    }

    @Test
    void anUnknownPartIsRefused() throws Exception {
        ContainerFiles.Run run = ContainerFiles.run("ida", Map.of("IDA_PART", "no-such-part"), "check-part");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("no-such-part").contains("decompose, assist");
    }

    @Test
    void theHealthCheckIsWhetherThePartIsReady() throws Exception {
        Readiness part = new Readiness();
        try (Monitoring monitoring = Monitoring.start(new MonitoringConfig("127.0.0.1", 0))) {
            monitoring.watch("part", part);
            Map<String, String> environment = Map.of(
                    "IDA_PART",
                    "assist",
                    "MONITORING_PORT",
                    "" + monitoring.port().orElseThrow());

            assertThat(ContainerFiles.run("healthy", environment).exitCode()).isNotZero();
            part.ready = true;
            assertThat(ContainerFiles.run("healthy", environment).exitCode()).isZero();
            monitoring.close();
            assertThat(ContainerFiles.run("healthy", environment).exitCode()).isNotZero();
        }
        assertThat(ContainerFiles.run("healthy", Map.of("IDA_PART", COMMAND)).exitCode())
                .isZero();
    }

    @Test
    void oneMonitoringPortIsServedCheckedAndScraped() throws Exception {
        String dockerfile = ContainerFiles.text("Dockerfile");
        List<String> ports = ContainerFiles.all("MONITORING_PORT=(\\d+)", dockerfile);
        assertThat(ports).hasSize(1);

        assertThat(ContainerFiles.all("^EXPOSE (\\d+)", dockerfile)).isEqualTo(ports);
        assertThat(ContainerFiles.all("MONITORING_PORT:-(\\d+)", ContainerFiles.text("bin/healthy")))
                .isEqualTo(ports);
        assertThat(ContainerFiles.all("MONITORING_PORT:-(\\d+)", ContainerFiles.text("bin/ida")))
                .isEqualTo(ports);
        String prometheus = ContainerFiles.text("prometheus/prometheus.yml");
        assertThat(ContainerFiles.all("port: (\\d+)", prometheus)).isEqualTo(ports);
        String scraped =
                ContainerFiles.all("names: \\[(.*)]", prometheus).stream().collect(Collectors.joining());
        assertThat(scraped.split(", *")).contains(TRAINING).containsAll(STAGES.keySet());
    }

    @Test
    void bothFilesOfVersionsHaveEveryVariable() throws IOException {
        Map<String, String> versions = ContainerFiles.properties(".env");
        Map<String, String> substitutes = ContainerFiles.properties("substitutes.env");
        String compose = ContainerFiles.text("compose.yml");

        assertThat(substitutes.keySet()).isEqualTo(versions.keySet());
        assertThat(versions.keySet()).containsAll(ContainerFiles.all("(?<!\\$)\\$\\{([A-Z_]+)}", compose));
        assertThat(List.of(versions, substitutes)).allSatisfy(file -> {
            assertThat(file.get("KAFKA_IMAGE")).endsWith(":" + AppInfoParser.getVersion());
            assertThat(file.get("REGISTRY_IMAGE")).endsWith(tag(versions.get("REGISTRY_IMAGE")));
        });
        assertThat(ContainerFiles.all("<kafka.version>(.*)</", ContainerFiles.text("substitutes/kafka/pom.xml")))
                .containsExactly(AppInfoParser.getVersion());
    }

    @Test
    void everyBuildArgumentIsOneOfTheDockerfile() throws IOException {
        List<String> known = ContainerFiles.all("^ARG ([A-Z_]+)", ContainerFiles.text("Dockerfile"));

        assertThat(ContainerFiles.services())
                .allSatisfy((name, service) -> assertThat(known)
                        .as(name)
                        .containsAll(arguments(service).keySet()));
    }

    @Test
    void whatBrokersAreGivenIsASettingOfThisKafka() throws IOException {
        Map<String, Map<String, Object>> brokers = ContainerFiles.services();
        brokers.keySet().removeIf(name -> !name.startsWith("kafka-"));
        assertThat(brokers).hasSize(3);

        assertThat(brokers).allSatisfy((name, broker) -> {
            Map<String, Object> environment = ContainerFiles.map(broker.get("environment"));
            Set<String> settings = new HashSet<>(environment.keySet());
            settings.removeAll(NO_BROKER_SETTINGS);
            assertThat(AbstractKafkaConfig.CONFIG_DEF.names())
                    .containsAll(settings.stream()
                            .map(key -> key.substring("KAFKA_".length())
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '.'))
                            .toList());
        });
    }

    @Test
    void whatIsMountedIsThereAndPartsWriteNowhereElse() throws IOException {
        ContainerFiles.services().forEach((name, service) -> {
            List<?> volumes = (List<?>) service.getOrDefault("volumes", List.of());
            assertThat(volumes).as(name).allSatisfy(volume -> {
                String source = volume.toString().split(":")[0];
                assertThat(!source.startsWith("./") || Files.exists(ContainerFiles.DIRECTORY.resolve(source)))
                        .as(source)
                        .isTrue();
            });
            if (service.get("image").toString().startsWith("ida/")) {
                assertThat(service).as(name).containsEntry("read_only", true).containsKeys("cap_drop", "mem_limit");
            }
        });
    }

    /** What a part is configured with in its container. */
    private Map<String, String> propertiesOf(String part) throws IOException, InterruptedException {
        String[] arguments = started(part).toArray(String[]::new);
        CommandLine.ParseResult parsed = Ida.commandLine().parseArgs(arguments);
        Map<String, String> properties = new HashMap<>(clusterProperties());
        CommandLine.ParseResult part0 = parsed.subcommand();
        properties.putAll(part0.matchedOptionValue("--property", Map.of()));
        if (part0.hasMatchedOption("--model-store")) {
            properties.put(TrainingConfig.MODEL_STORE, part0.matchedOptionValue("--model-store", ""));
        }
        return properties;
    }

    private static Map<String, String> clusterProperties() throws IOException {
        return ContainerFiles.properties("cluster.properties");
    }

    /** The arguments of the command that the image of a part starts. */
    private List<String> started(String part, String... arguments) throws IOException, InterruptedException {
        Path java = directory.resolve("java");
        if (!Files.exists(java)) {
            Files.writeString(java, "#!/bin/bash\nprintf '%s\\n' \"$@\"\n");
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        ContainerFiles.Run run = ContainerFiles.run(
                "ida", Map.of("IDA_PART", part, "PATH", directory + ":" + System.getenv("PATH")), arguments);
        assertThat(run.exitCode()).as(run.output()).isZero();
        List<String> words = new ArrayList<>(run.output().lines().toList());
        return words.subList(words.indexOf(Ida.class.getName()) + 1, words.size());
    }

    private static Map<String, Object> arguments(Map<String, Object> service) {
        Map<String, Object> build = ContainerFiles.map(service.getOrDefault("build", Map.of()));
        return ContainerFiles.map(build.getOrDefault("args", Map.of()));
    }

    private static String tag(String image) {
        return image.substring(image.indexOf(':'));
    }

    private static final class Readiness implements Health {
        private volatile boolean ready;

        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public boolean isReady() {
            return ready;
        }
    }
}
