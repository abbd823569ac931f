package io.ida.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A cluster of Kafka nodes on the loopback interface, each of which is to run as a process of its own: {@code kafka.Kafka}
 * with a file of the node's properties. Every node is broker and controller. Everything is stored by all nodes, and a
 * write must reach all but one. Without authentication, and with as little memory as a {@link LocalBroker}.
 *
 * @param bootstrapServers where clients connect
 * @param properties the server properties of each node
 */
public record LocalClusterNodes(String bootstrapServers, List<Map<String, String>> properties) {
    private static final String HOST = LocalPorts.LOOPBACK + ":";

    /**
     * Formats the data directories of a cluster that has never run.
     *
     * @param directory where the data goes
     * @param count how many nodes there are
     * @throws LocalServiceException if a data directory cannot be formatted
     */
    public static LocalClusterNodes create(Path directory, int count) {
        List<Integer> ports = LocalPorts.free(2 * count);
        List<Integer> brokers = ports.subList(0, count);
        List<Integer> controllers = ports.subList(count, 2 * count);
        String voters = IntStream.range(0, count)
                .mapToObj(node -> (node + 1) + "@" + HOST + controllers.get(node))
                .collect(Collectors.joining(","));
        String clusterId = Uuid.randomUuid().toString();
        List<Map<String, String>> nodes = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            Path data = directory.resolve("broker-" + (node + 1)).toAbsolutePath();
            format(data, node + 1, clusterId);
            Map<String, String> settings = new HashMap<>(LocalBrokerSettings.modest());
            settings.putAll(LocalBrokerSettings.replicated(count, Math.max(1, count - 1)));
            settings.putAll(
                    LocalBrokerSettings.identity(data, node + 1, brokers.get(node), controllers.get(node), voters));
            nodes.add(Map.copyOf(settings));
        }
        return new LocalClusterNodes(
                brokers.stream().map(port -> HOST + port).collect(Collectors.joining(",")), List.copyOf(nodes));
    }

    /** Formats a data directory for a node. */
    static void format(Path data, int node, String clusterId) {
        try {
            new Formatter()
                    .setNodeId(node)
                    .setClusterId(clusterId)
                    .setDirectories(List.of(data.toAbsolutePath().toString()))
                    .setMetadataLogDirectory(data.toAbsolutePath().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setControllerListenerName("CONTROLLER")
                    .setHasDynamicQuorum(false)
                    .setIgnoreFormatted(false)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) {
            throw new LocalServiceException(
                    "The data directory " + data.toAbsolutePath() + " cannot be formatted: " + e.getMessage(), e);
        }
    }
}
