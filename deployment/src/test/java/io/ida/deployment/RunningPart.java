package io.ida.deployment;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.testcontainers.containers.GenericContainer;

/**
 * A part in a container that has been ready.
 *
 * @param name name of the part
 * @param container its container
 * @param start from the start of the container, as the engine says, until it was ready
 * @param processorSeconds processor time that it took for that
 */
record RunningPart(String name, GenericContainer<?> container, Duration start, double processorSeconds) {
    static final int MONITORING_PORT = 9404;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    static RunningPart awaitReady(String name, GenericContainer<?> container) {
        await(name + " to be ready")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> get(container, "/health/ready").statusCode() == 200);
        Instant ready = Instant.now();
        Instant started = Instant.parse(container.getContainerInfo().getState().getStartedAt());
        double processor = value(get(container, "/metrics").body(), "process_cpu_time_ns_total")
                .orElseThrow();
        return new RunningPart(name, container, Duration.between(started, ready), processor / 1e9);
    }

    /** The sum of a metric over its labels; empty if there is none. */
    OptionalDouble metric(String metric) {
        return value(get(container, "/metrics").body(), metric);
    }

    /** Ends the process with SIGKILL. */
    void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    private static OptionalDouble value(String metrics, String metric) {
        double[] values = metrics.lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(values).sum());
    }

    private static HttpResponse<String> get(GenericContainer<?> container, String path) {
        URI asked = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(MONITORING_PORT) + path);
        try {
            return HTTP.send(HttpRequest.newBuilder(asked).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
