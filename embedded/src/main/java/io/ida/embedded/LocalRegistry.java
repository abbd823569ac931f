package io.ida.embedded;

import com.sun.net.httpserver.HttpServer;
import io.ida.configuration.ClusterKeys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A schema registry inside this process, for a laptop and for tests: Confluent's REST API for Avro, with its ids, versions,
 * error codes and seven levels of compatibility, on the loopback interface. Clients of Confluent's registry use it unchanged.
 *
 * <p>It is not a registry for production. It is a single node without authentication or encryption. It knows Avro only, and
 * neither references, contexts, modes, metadata, rules, normalization nor permanent deletion; where leaving them out could
 * mislead a client it answers with an error. Two schemas are the same if Avro prints them alike, documentation included.
 *
 * <p>Unless told otherwise it wants every version of a subject to read and to be read by every other ({@code
 * FULL_TRANSITIVE}).
 *
 * <p>Schemas and levels lie in the compacted topic {@code _schemas} of the given Kafka cluster, which is created where
 * missing, and are there again after a restart. A registry started later on the same cluster takes the log over; the earlier
 * one still answers questions, but refuses changes.
 *
 * <p>{@link #close()} may be called from any thread and more than once; close the registry before its broker.
 */
public final class LocalRegistry implements AutoCloseable {
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;
    private final SchemaLog log;

    private LocalRegistry(HttpServer server, ExecutorService threads, SchemaLog log) {
        this.server = server;
        this.threads = threads;
        this.log = log;
    }

    /** Starts a registry on a free port; see {@link #start(String, int)}. */
    public static LocalRegistry start(String bootstrapServers) {
        return start(bootstrapServers, 0);
    }

    /** Starts a registry on a cluster that wants nothing but its address; see {@link #start(Map, int)}. */
    public static LocalRegistry start(String bootstrapServers, int port) {
        return start(Map.of(ClusterKeys.BOOTSTRAP_SERVERS, bootstrapServers), port);
    }

    /**
     * Starts a registry and returns when it serves all schemas of the log.
     *
     * @param cluster properties of clients of the Kafka cluster that keeps the schemas
     * @param port where clients connect; 0 takes a free one
     * @throws LocalServiceException if the port is taken, Kafka cannot be reached, or the topic holds what only another
     *     registry can read
     */
    public static LocalRegistry start(Map<String, String> cluster, int port) {
        // The port comes first: who fails on it must not have taken the log from a registry that runs.
        HttpServer server = bind(port);
        SchemaLog log = null;
        try {
            RegistryState state = new RegistryState();
            log = SchemaLog.open(cluster, state::apply);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, daemons());
            server.setExecutor(threads);
            server.createContext("/", new RegistryEndpoint(new RegistryRoutes(new SubjectRegistry(state, log))));
            server.start();
            return new LocalRegistry(server, threads, log);
        } catch (RuntimeException e) {
            server.stop(0);
            if (log != null) {
                log.close();
            }
            throw e;
        }
    }

    /** Where clients connect: an URL without a slash at its end. */
    public String url() {
        return "http://" + LocalPorts.LOOPBACK + ":" + server.getAddress().getPort();
    }

    /** Stops answering and leaves the log to others. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        log.close();
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(LocalPorts.LOOPBACK, port), 0);
        } catch (IOException e) {
            throw LocalPorts.taken("schema registry", port, e);
        }
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "local-registry-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
