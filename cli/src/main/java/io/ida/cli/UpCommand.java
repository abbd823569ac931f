package io.ida.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.configuration.ClusterKeys;
import io.ida.embedded.LocalPipeline;
import io.ida.monitoring.MonitoringConfig;
import io.ida.training.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole pipeline until it is told to stop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Runs an embedded broker, registry, all stages and the training job until Ctrl-C. Data is kept"
                + " between runs. Prints the addresses, so that any Kafka client can publish and read.")
final class UpCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    private final ClusterOptions cluster;

    @Option(
            names = "--port",
            defaultValue = "9092",
            paramLabel = "PORT",
            description = "Port of the broker; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--registry-port",
            defaultValue = "8081",
            paramLabel = "PORT",
            description = "Port of the schema registry; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int registryPort;

    @Option(
            names = "--monitoring-port",
            paramLabel = "PORT",
            description = "Port of /health/live, /health/ready and /metrics; 0 takes a free one (default: none).")
    private Integer monitoringPort;

    @Spec
    private CommandSpec spec;

    UpCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() throws InterruptedException {
        cluster.given(spec).of(ClusterKeys.BOOTSTRAP_SERVERS).ifPresent(named -> {
            throw new ParameterException(
                    spec.commandLine(),
                    "'ida up' brings its own broker: leave " + named.key() + " out, given by " + named.source() + ".");
        });
        requirePort("--port", port);
        requirePort("--registry-port", registryPort);
        LogSettings.takeOver();
        Map<String, String> properties = properties();
        Path data = cluster.data();
        AddressFile addresses = new AddressFile(data);
        try (EmbeddedPipeline embedded = EmbeddedPipeline.start(
                begun -> LocalPipeline.start(data, port, registryPort, properties, begun, TrainingListener.NONE),
                addresses::delete,
                () -> {})) {
            LocalPipeline pipeline = embedded.pipeline();
            addresses.write(pipeline.clientProperties());
            print(pipeline, data);
            pipeline.awaitEnd();
            return Ida.OK;
        }
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(cluster.properties(spec));
        if (monitoringPort != null) {
            requirePort("--monitoring-port", monitoringPort);
            properties.put(MonitoringConfig.PORT, monitoringPort.toString());
        }
        return properties;
    }

    private void requirePort(String option, int number) {
        if (number < 0 || number > MAX_PORT) {
            throw new ParameterException(
                    spec.commandLine(), option + " is a number from 0 to " + MAX_PORT + ", not " + number + ".");
        }
    }

    private void print(LocalPipeline pipeline, Path data) {
        PrintWriter out = spec.commandLine().getOut();
        String directory = data.toAbsolutePath().normalize().toString();
        if (cluster.isJson()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("bootstrapServers", pipeline.bootstrapServers());
            node.put("schemaRegistryUrl", pipeline.registryUrl());
            pipeline.monitoringUrl().ifPresent(url -> node.put("monitoringUrl", url));
            node.put("data", directory);
            out.println(EventJson.line(node));
        } else {
            out.println("bootstrap.servers    " + pipeline.bootstrapServers());
            out.println("schema.registry.url  " + pipeline.registryUrl());
            pipeline.monitoringUrl().ifPresent(url -> out.println("monitoring           " + url));
            out.println("data                 " + directory);
        }
        out.flush();
        spec.commandLine().getErr().println("Running until Ctrl-C.");
    }
}
