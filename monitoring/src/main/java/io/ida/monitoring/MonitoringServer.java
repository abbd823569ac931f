package io.ida.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ida.monitoring.Monitoring.HealthReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /health/live}, {@code /health/ready} and {@code /metrics} by the JDK's HTTP server. */
final class MonitoringServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MonitoringServer.class);
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";
    private static final int THREADS = 2;

    private final Monitoring monitoring;
    private final Supplier<String> metrics;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "monitoring-http");
        thread.setDaemon(true);
        return thread;
    });

    private MonitoringServer(HttpServer server, Monitoring monitoring, Supplier<String> metrics) {
        this.server = server;
        this.monitoring = monitoring;
        this.metrics = metrics;
    }

    /**
     * Begins to answer.
     *
     * @param metrics all metrics in Prometheus' text format, version 0.0.4
     * @throws ConfigException if the port is taken, or the host unknown
     */
    static MonitoringServer start(MonitoringConfig config, Monitoring monitoring, Supplier<String> metrics) {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            throw new ConfigException(MonitoringConfig.HOST, config.host(), "there is no such host.");
        }
        try {
            MonitoringServer started = new MonitoringServer(HttpServer.create(address, 0), monitoring, metrics);
            started.server.setExecutor(started.threads);
            started.server.createContext("/", started::answer);
            started.server.start();
            return started;
        } catch (IOException taken) {
            throw new ConfigException(
                    MonitoringConfig.PORT,
                    config.port(),
                    "health and metrics cannot be shown on " + config.host() + ": " + taken.getMessage() + ".");
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().add("Allow", "GET, HEAD");
                send(exchange, 405, PLAIN_TEXT, "Only GET and HEAD are answered.\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/health/live" -> send(exchange, monitoring.live());
                case "/health/ready" -> send(exchange, monitoring.ready());
                case "/metrics" -> send(exchange, 200, PROMETHEUS_TEXT, metrics.get());
                default -> send(exchange, 404, PLAIN_TEXT, "There are /health/live, /health/ready and /metrics.\n");
            }
        } catch (RuntimeException broken) {
            LOG.warn("{} cannot be answered", exchange.getRequestURI(), broken);
            throw broken;
        }
    }

    private static void send(HttpExchange exchange, HealthReport report) throws IOException {
        send(exchange, report.good() ? 200 : 503, PLAIN_TEXT, report.text());
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
