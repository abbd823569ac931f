package io.ida.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitoringTest {
    private final Monitoring monitoring = Monitoring.start(new MonitoringConfig("localhost", 0));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        monitoring.close();
    }

    @Test
    void aProcessWithoutPartsIsLiveAndNotReady() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void itIsAsItsWorstPartIs() throws Exception {
        Part first = new Part();
        Part second = new Part();
        monitoring.watch("first", first);
        monitoring.watch("second", second);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        second.ready = false;
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).isEqualTo("first: yes\nsecond: no\n");

        first.live = false;
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").body()).isEqualTo("first: no\nsecond: yes\n");

        monitoring.forget("first");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreInPrometheusTextFormat() throws Exception {
        monitoring.meters().counter("ida.tries", "kind", "good").increment(3);

        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body().lines())
                .contains("# TYPE ida_tries_total counter", "ida_tries_total{kind=\"good\"} 3.0")
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
    }

    @Test
    void whatIsNotThereIsSaidSo() throws Exception {
        assertThat(get("/health/lively").statusCode()).isEqualTo(404);
        HttpRequest post =
                request("/metrics").POST(BodyPublishers.ofString("x")).build();
        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        HttpRequest head =
                request("/metrics").method("HEAD", BodyPublishers.noBody()).build();
        assertThat(client.send(head, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void aTakenPortAnUnknownHostAndAWrongPortAreNamed() {
        assertThatThrownBy(() -> Monitoring.start(
                        new MonitoringConfig("localhost", monitoring.port().orElseThrow())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("monitoring.port")
                .hasMessageContaining(monitoring.port().orElseThrow().toString());
        assertThatThrownBy(() -> Monitoring.start(new MonitoringConfig("no such host", 0)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("monitoring.host");
        assertThatThrownBy(() -> MonitoringConfig.from(Map.of("monitoring.port", "65536")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("monitoring.port");
    }

    @Test
    void withoutAPortNothingIsShownAndNothingKept() {
        try (Monitoring none = Monitoring.start(MonitoringConfig.from(Map.of()))) {
            none.meters().counter("ida.tries").increment();
            assertThat(none.isOn()).isFalse();
            assertThat(none.port()).isEmpty();
            assertThat(none.meters().counter("ida.tries").count()).isZero();
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + monitoring.port().orElseThrow() + path));
    }

    private static final class Part implements Health {
        private boolean live = true;
        private boolean ready = true;

        @Override
        public boolean isLive() {
            return live;
        }

        @Override
        public boolean isReady() {
            return ready;
        }
    }
}
