package io.ida.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A single-node Kafka broker (KRaft, broker and controller in one) inside this process, for a laptop and for tests. It is
 * Apache Kafka's own server, not an imitation, so transactions, compaction and consumer groups behave as in production.
 *
 * <p>It listens on the loopback interface only, replicates nothing, and creates no topic unasked. Overrides of {@code
 * listener.security.protocol.map} for its listeners {@code BROKER} and {@code CONTROLLER}, and of what belongs to it, make
 * it want TLS and passwords; without them it wants neither.
 * Records, topics and committed offsets lie in the data directory and are there again after the next start; the ports may
 * differ. Records larger than {@link #MAX_MESSAGE_BYTES} are refused unless {@code message.max.bytes} is overridden.
 *
 * <p>Several brokers may run in one process, each with a directory of its own. {@link #close()} may be called from any
 * thread and more than once. Close the clients first: a client without a broker waits and logs. As in any Kafka server, a
 * failing disk ends the whole process.
 */
public final class LocalBroker implements AutoCloseable {
    /** Kafka's own default, so that what fits here fits a stock cluster as well. */
    public static final int MAX_MESSAGE_BYTES = 1_048_588;

    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final DirectoryLock lock;
    private final Runnable afterClose;
    private final int port;
    private boolean closed;

    private LocalBroker(KafkaRaftServer server, DirectoryLock lock, Runnable afterClose, int port) {
        this.server = server;
        this.lock = lock;
        this.afterClose = afterClose;
        this.port = port;
    }

    /** Starts a broker on a free port; see {@link #start(Path, int, Map)}. */
    public static LocalBroker start(Path dataDirectory) {
        return start(dataDirectory, 0, Map.of());
    }

    /**
     * Starts a broker and returns when it accepts requests.
     *
     * @param dataDirectory created and formatted on first use, taken up again later
     * @param port where clients connect; 0 takes a free one
     * @param overrides further server properties, which win over this class's own settings
     * @throws LocalServiceException if the port is taken, the directory is in use by another broker, or Kafka refuses to
     *     start on it
     * @throws IllegalArgumentException if an override concerns listeners, roles or directories
     */
    public static LocalBroker start(Path dataDirectory, int port, Map<String, String> overrides) {
        return start(dataDirectory, port, overrides, () -> {});
    }

    /** Starts a broker on a free port with a directory of its own that {@link #close()} deletes. */
    public static LocalBroker startTemporary(Map<String, String> overrides) {
        try {
            Path directory = Files.createTempDirectory("ida-broker-");
            return start(directory, 0, overrides, () -> delete(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect: {@code host:port}. */
    public String bootstrapServers() {
        return LocalPorts.LOOPBACK + ":" + port;
    }

    /** Stops the broker cleanly and gives its directory free. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stop(server);
        lock.close();
        afterClose.run();
    }

    private static LocalBroker start(Path dataDirectory, int port, Map<String, String> overrides, Runnable afterClose) {
        LocalBrokerSettings.requireOverridable(overrides);
        DirectoryLock lock = DirectoryLock.acquire(dataDirectory);
        try {
            if (port != 0 && LocalPorts.isTaken(port)) {
                throw LocalPorts.taken("broker", port, null);
            }
            formatOnFirstUse(dataDirectory);
            return startUnderLock(dataDirectory, port, overrides, lock, afterClose);
        } catch (RuntimeException e) {
            lock.close();
            afterClose.run();
            throw e;
        }
    }

    /** Kafka must be told its ports in advance, so a free one can be lost to another process: then it takes others. */
    private static LocalBroker startUnderLock(
            Path dataDirectory, int port, Map<String, String> overrides, DirectoryLock lock, Runnable afterClose) {
        for (int attempt = 1; ; attempt++) {
            List<Integer> free = LocalPorts.free(2);
            int brokerPort = port == 0 ? free.get(0) : port;
            int controllerPort = free.get(1);
            KafkaRaftServer server = new KafkaRaftServer(
                    KafkaConfig.fromProps(
                            LocalBrokerSettings.of(dataDirectory, brokerPort, controllerPort, overrides), false),
                    Time.SYSTEM);
            try {
                server.startup();
                return new LocalBroker(server, lock, afterClose, brokerPort);
            } catch (RuntimeException e) {
                stop(server);
                boolean lostAPort = LocalPorts.isTaken(brokerPort) || LocalPorts.isTaken(controllerPort);
                if (!lostAPort || attempt == ATTEMPTS) {
                    throw new LocalServiceException(
                            "The broker does not start on " + dataDirectory.toAbsolutePath() + ": " + e.getMessage(),
                            e);
                }
            }
        }
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void formatOnFirstUse(Path dataDirectory) {
        if (Files.exists(dataDirectory.resolve("meta.properties"))) {
            return;
        }
        LocalClusterNodes.format(
                dataDirectory, LocalBrokerSettings.NODE_ID, Uuid.randomUuid().toString());
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
