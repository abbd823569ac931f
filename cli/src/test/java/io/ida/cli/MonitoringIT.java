package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.embedded.LocalPipeline;
import io.ida.monitoring.MonitoringConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics of a pipeline that learns, and what dashboards and alerts make of them. */
class MonitoringIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path directory;

    private static LocalPipeline pipeline;
    private static String url;

    @BeforeAll
    static void learn() {
        pipeline = LocalPipeline.start(
                directory.resolve("data"),
                0,
                0,
                Map.of(MonitoringConfig.PORT, "0", "distill.spot.check.share", "0.02"));
        url = pipeline.monitoringUrl().orElseThrow();
        Run run = Run.of(
                "amplify",
                "--learner",
                "neural",
                "--versions",
                "2",
                "--round-contexts",
                "10",
                "--round-questions",
                "4",
                "--supervisor",
                "scripted",
                "--steps",
                "10",
                "--width",
                "16",
                "--plot",
                directory.resolve("plot").toString(),
                "--output",
                "json",
                "--bootstrap-server",
                pipeline.bootstrapServers(),
                "--schema-registry",
                pipeline.registryUrl());
        assertThat(run.code()).as(run.err()).isZero();
    }

    @AfterAll
    static void close() {
        pipeline.close();
    }

    @Test
    void everyPartIsLiveAndReady() throws Exception {
        await().atMost(PATIENCE).until(() -> get(url + "/health/ready").statusCode(), status -> status == 200);
        assertThat(get(url + "/health/ready").body())
                .isEqualTo("assist: yes\ndecompose: yes\ndistill: yes\nsynthesize: yes\ntraining: yes\n");
        assertThat(get(url + "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void whatWasDoneIsCounted() throws Exception {
        String metrics = get(url + "/metrics").body();
        assertThat(value(metrics, "ida_questions_total", "outcome=\"ADMITTED\""))
                .isPositive();
        assertThat(value(metrics, "ida_rounds_total")).isPositive();
        assertThat(value(metrics, "ida_answers_total", "stage=\"assist\"", "kind=\"ASSISTANT\""))
                .isPositive();
        assertThat(value(metrics, "ida_answers_total", "stage=\"synthesize\"", "root=\"true\""))
                .isPositive();
        assertThat(value(metrics, "ida_traces_total", "fit=\"true\"")).isPositive();
        assertThat(value(metrics, "ida_dead_letters_total")).isZero();
        assertThat(value(metrics, "ida_open_trees")).isZero();
        assertThat(value(metrics, "ida_waiting_roots")).isZero();
        assertThat(value(metrics, "ida_spot_checks_total")).isPositive();
        assertThat(value(metrics, "ida_call_batch_size_sum", "stage=\"assist\""))
                .isPositive();
        assertThat(value(metrics, "ida_call_duration_seconds_count", "stage=\"assist\""))
                .isPositive();
        assertThat(value(metrics, "ida_model_version", "stage=\"assist\"")).isPositive();
        assertThat(value(metrics, "ida_training_steps_total", "architecture=\"neural/1\""))
                .isEqualTo(20);
        assertThat(value(metrics, "ida_training_examples_total", "architecture=\"neural/1\""))
                .isPositive();
        assertThat(value(metrics, "ida_training_loss", "architecture=\"neural/1\""))
                .isPositive();
        assertThat(value(metrics, "ida_training_versions_total", "architecture=\"neural/1\""))
                .isEqualTo(2);
        assertThat(value(metrics, "ida_training_traces_total", "architecture=\"neural/1\""))
                .isPositive();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(value(get(url + "/metrics").body(), "ida_learning_agreement"))
                        .isBetween(0.0, 1.0));
    }

    @Test
    void everyQueryOfDashboardsAndAlertsSelectsMetricsThatThereAre() throws Exception {
        List<MonitoringQueries.Selector> selectors = Stream.concat(
                        MonitoringQueries.ofPanels().stream(),
                        // Nothing has failed, so there is no such answer.
                        MonitoringQueries.ofAlerts().stream().map(alert -> alert.replace("{status=\"FAILED\"}", "")))
                .flatMap(query -> MonitoringQueries.selectors(query).stream())
                .distinct()
                .toList();
        assertThat(selectors).hasSizeGreaterThan(50);
        await().atMost(PATIENCE).untilAsserted(() -> {
            String metrics = get(url + "/metrics").body();
            assertThat(selectors).allMatch(selector -> selector.selectsFrom(metrics));
        });
    }

    /** Needs Prometheus, see {@link MonitoringQueries#program}. */
    @Test
    void prometheusAnswersEveryQuery() throws Exception {
        Optional<Path> program = MonitoringQueries.program("prometheus");
        assumeTrue(program.isPresent(), "There is no prometheus in the PATH: no query is run.");
        int port = freePort();
        Path config = Files.createDirectories(directory.resolve("prometheus")).resolve("prometheus.yml");
        Files.copy(MonitoringQueries.ALERTS, config.resolveSibling("alerts.yml"));
        Files.writeString(config, """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [alerts.yml]
                scrape_configs:
                  - job_name: ida
                    static_configs: [{targets: ["%s"]}]
                """.formatted(URI.create(url).getAuthority()));
        Process process = new ProcessBuilder(
                        program.get().toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + config.resolveSibling("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(config.resolveSibling("log").toFile())
                .start();
        try {
            String api = "http://127.0.0.1:" + port + "/api/v1/";
            for (String query : MonitoringQueries.ofPanels()) {
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(
                                () -> assertThat(result(api, query)).as(query).isNotEmpty());
            }
            // Before the first scrape every stage was missing.
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode rules = json(api + "rules").at("/data/groups/0/rules");
                assertThat(rules).hasSameSizeAs(MonitoringQueries.ofAlerts()).allSatisfy(rule -> {
                    assertThat(rule.get("health").asText()).isEqualTo("ok");
                    assertThat(rule.get("state").asText()).isEqualTo("inactive");
                });
            });
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static JsonNode result(String api, String query) throws IOException, InterruptedException {
        JsonNode answer = json(api + "query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        assertThat(answer.get("status").asText()).as(answer.toString()).isEqualTo("success");
        return answer.at("/data/result");
    }

    private static JsonNode json(String address) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(address).body());
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    /** The sum over the series of a metric that have some labels; not a number if there are none. */
    private static double value(String metrics, String name, String... labels) {
        Matcher line = Pattern.compile("(?m)^" + name + "(?:\\{(.*)})? (\\S+)$").matcher(metrics);
        double sum = Double.NaN;
        while (line.find()) {
            String found = String.valueOf(line.group(1));
            if (Arrays.stream(labels).allMatch(found::contains)) {
                sum = (Double.isNaN(sum) ? 0 : sum) + Double.parseDouble(line.group(2));
            }
        }
        return sum;
    }
}
