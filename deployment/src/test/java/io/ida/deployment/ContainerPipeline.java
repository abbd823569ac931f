package io.ida.deployment;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A broker and Apicurio's registry in containers of a network of their own, for parts in the project's images, which run
 * as in the compose file: on a root file system that is read-only, without capabilities, as a user of their own.
 */
final class ContainerPipeline implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int REGISTRY_PORT = 8080;
    private static final Map<String, String> BROKER = Map.ofEntries(
            Map.entry("CLUSTER_ID", "aWRhLWNvbnRhaW5lcnMwMQ"),
            Map.entry("KAFKA_NODE_ID", "1"),
            Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
            Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@kafka:9093"),
            Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
            Map.entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
            Map.entry("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093"),
            Map.entry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://kafka:9092"),
            Map.entry("KAFKA_LOG_DIRS", "/var/lib/kafka/data"),
            Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4"),
            Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
            Map.entry("KAFKA_HEAP_OPTS", "-Xms384m -Xmx384m"));

    private final Path files;
    private final Network network = Network.newNetwork();
    private final String models = "ida-models-" + UUID.randomUUID();
    private final Deque<GenericContainer<?>> started = new ArrayDeque<>();

    /**
     * Starts the broker and the registry, creates the topics and registers the schemas.
     *
     * @param files a directory whose files containers see under {@code /files}
     */
    ContainerPipeline(Path files) throws IOException {
        this.files = files;
        try {
            Files.writeString(files.resolve("cluster.properties"), """
                    bootstrap.servers=kafka:9092
                    schema.registry.url=http://registry:8080/apis/ccompat/v7
                    """);
            start(new GenericContainer<>(DockerImageName.parse(Engine.image("KAFKA_IMAGE")))
                    .withNetworkAliases("kafka")
                    .withEnv(BROKER)
                    .withExposedPorts(9092)
                    .waitingFor(Wait.forListeningPort().withStartupTimeout(PATIENCE)));
            start(new GenericContainer<>(DockerImageName.parse(Engine.image("REGISTRY_IMAGE")))
                    .withNetworkAliases("registry")
                    .withEnv("APICURIO_STORAGE_KIND", "kafkasql")
                    .withEnv("APICURIO_KAFKASQL_BOOTSTRAP_SERVERS", "kafka:9092")
                    .withExposedPorts(REGISTRY_PORT)
                    .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects").withStartupTimeout(PATIENCE)));
            command("topics", "apply", "--replication-factor", "1");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts a part and waits until it is ready. */
    RunningPart part(String part, String... arguments) {
        GenericContainer<?> container = container(part, arguments)
                .withExposedPorts(RunningPart.MONITORING_PORT)
                .waitingFor(Wait.forHttp("/health/live").withStartupTimeout(PATIENCE));
        start(container);
        return RunningPart.awaitReady(part, container);
    }

    /**
     * Runs the command to its end.
     *
     * @return what it wrote to its standard output
     * @throws RuntimeException if it ends with an error; the log has what it said
     */
    String command(String... arguments) {
        GenericContainer<?> container = container("cli", arguments)
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE));
        try {
            start(container);
            return container.getLogs(OutputType.STDOUT);
        } catch (RuntimeException e) {
            throw new IllegalStateException(String.join(" ", arguments) + ": " + container.getLogs(), e);
        }
    }

    /** The paths of the jars in the image of a part. */
    List<String> jarsOf(String part) {
        GenericContainer<?> container = container(part)
                .withCreateContainerCmdModifier(create -> create.withEntrypoint("bash", "-c", "echo /opt/ida/*/*.jar"))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE));
        start(container);
        return List.of(container.getLogs(OutputType.STDOUT).strip().split(" "));
    }

    /** What parts have said, for when a test has failed. */
    List<String> logs() {
        return started.stream()
                .map(container -> container.getDockerImageName() + ":\n" + container.getLogs())
                .toList();
    }

    @Override
    public void close() {
        started.forEach(GenericContainer::stop);
        network.close();
        DockerClientFactory.instance().client().removeVolumeCmd(models).exec();
    }

    private GenericContainer<?> container(String part, String... arguments) {
        return new GenericContainer<>(DockerImageName.parse(Engine.imageOf(part)))
                .withCommand(arguments)
                .withCreateContainerCmdModifier(this::harden);
    }

    private void start(GenericContainer<?> container) {
        started.push(container);
        container.withNetwork(network).start();
    }

    private void harden(CreateContainerCmd create) {
        HostConfig host = create.getHostConfig();
        host.withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", "exec,mode=1777,size=256m"))
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withMemory(1L << 30)
                .withBinds(
                        Bind.parse(files.resolve("cluster.properties") + ":/etc/ida/cluster.properties:ro"),
                        Bind.parse(files + ":/files:ro"),
                        new Bind(models, new Volume("/var/lib/ida/models")));
    }
}
