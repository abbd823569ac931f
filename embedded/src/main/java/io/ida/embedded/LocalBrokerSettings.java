package io.ida.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The server properties of a {@link LocalBroker}. */
final class LocalBrokerSettings {
    static final int NODE_ID = 1;

    /** What the broker decides for itself, so that it is reachable where it says and its data is found again. */
    private static final Set<String> OWNED = Set.of(
            "process.roles",
            "node.id",
            "broker.id",
            "controller.quorum.voters",
            "controller.quorum.bootstrap.servers",
            "controller.listener.names",
            "listeners",
            "advertised.listeners",
            "inter.broker.listener.name",
            "log.dir",
            "log.dirs",
            "metadata.log.dir");

    private LocalBrokerSettings() {}

    static Properties of(Path dataDirectory, int brokerPort, int controllerPort, Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>(modest());
        settings.putAll(replicated(1, 1));
        settings.putAll(overrides);
        settings.putAll(identity(
                dataDirectory,
                NODE_ID,
                brokerPort,
                controllerPort,
                NODE_ID + "@" + LocalPorts.LOOPBACK + ":" + controllerPort));
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    static void requireOverridable(Map<String, String> overrides) {
        Set<String> refused = new TreeSet<>(overrides.keySet());
        refused.retainAll(OWNED);
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("A local broker sets " + refused + " itself");
        }
    }

    /** Who a node is, and who votes with it. */
    static Map<String, String> identity(
            Path dataDirectory, int node, int brokerPort, int controllerPort, String voters) {
        String broker = LocalPorts.LOOPBACK + ":" + brokerPort;
        String controller = LocalPorts.LOOPBACK + ":" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(node),
                "controller.quorum.voters",
                voters,
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "BROKER://" + broker + ",CONTROLLER://" + controller,
                "advertised.listeners",
                "BROKER://" + broker,
                "inter.broker.listener.name",
                "BROKER",
                "log.dirs",
                dataDirectory.toAbsolutePath().toString());
    }

    /** How often everything is stored unless a topic says otherwise, and how many copies a write must reach. */
    static Map<String, String> replicated(int copies, int inSync) {
        String factor = Integer.toString(copies);
        String least = Integer.toString(inSync);
        return Map.of(
                "default.replication.factor", factor,
                "min.insync.replicas", least,
                "offsets.topic.replication.factor", factor,
                "transaction.state.log.replication.factor", factor,
                "transaction.state.log.min.isr", least,
                "share.coordinator.state.topic.replication.factor", factor,
                "share.coordinator.state.topic.min.isr", least);
    }

    /** What a laptop has room for. */
    static Map<String, String> modest() {
        return Map.ofEntries(
                Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                // Kafka's 50 partitions for each internal topic cost start-up time and file handles
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("num.partitions", "1"),
                // a consumer that joins alone need not wait for company
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // a misspelt topic is an error
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", Integer.toString(LocalBroker.MAX_MESSAGE_BYTES)),
                // memory: the defaults are 128 MB for the cleaner and 10 MB of index for each segment
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)),
                Map.entry("log.cleaner.io.buffer.size", Integer.toString(128 << 10)),
                Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
                Map.entry("log.segment.bytes", Integer.toString(256 << 20)),
                // threads
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                // a broker that was killed may come back only when its former self counts as dead, after 9 s by default
                Map.entry("broker.session.timeout.ms", "5000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                // a transaction that begins while the one before is being ended waits here, see docs/adr/0007
                Map.entry("add.partitions.to.txn.retry.backoff.max.ms", "10000"),
                // an idle broker leaves the disk alone: by default it syncs an empty record twice a second
                Map.entry("metadata.max.idle.interval.ms", "0"));
    }
}
