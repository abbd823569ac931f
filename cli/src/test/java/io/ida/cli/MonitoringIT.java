package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ida.embedded.LocalPipeline;
import io.ida.monitoring.MonitoringConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics of a pipeline that learns. */
class MonitoringIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void aPipelineThatLearnsSaysHowItIsAndWhatItDid() throws Exception {
        try (LocalPipeline pipeline = LocalPipeline.start(directory, 0, 0, Map.of(MonitoringConfig.PORT, "0"))) {
            String url = pipeline.monitoringUrl().orElseThrow();
            await().atMost(PATIENCE).until(() -> get(url + "/health/ready").statusCode(), status -> status == 200);
            assertThat(get(url + "/health/ready").body())
                    .isEqualTo("assist: yes\ndecompose: yes\ndistill: yes\nsynthesize: yes\ntraining: yes\n");
            assertThat(get(url + "/health/live").statusCode()).isEqualTo(200);

            learn(pipeline);

            String metrics = get(url + "/metrics").body();

            assertThat(value(metrics, "ida_questions_total", "outcome=\"ADMITTED\""))
                    .isPositive();
            assertThat(value(metrics, "ida_rounds_total", "")).isPositive();
            assertThat(value(metrics, "ida_answers_total", "stage=\"assist\"", "kind=\"ASSISTANT\""))
                    .isPositive();
            assertThat(value(metrics, "ida_answers_total", "stage=\"synthesize\"", "root=\"true\""))
                    .isPositive();
            assertThat(value(metrics, "ida_traces_total", "fit=\"true\"")).isPositive();
            assertThat(value(metrics, "ida_dead_letters_total", "")).isZero();
            assertThat(value(metrics, "ida_open_trees", "")).isZero();
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
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(value(get(url + "/metrics").body(), "ida_learning_agreement", ""))
                            .isBetween(0.0, 1.0));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(get(url + "/metrics").body())
                            .contains("kafka_stream_", "kafka_consumer_", "jvm_memory_used_bytes"));
        }
    }

    private void learn(LocalPipeline pipeline) {
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

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    /** The sum over the series of a metric that have some labels; not a number if there are none. */
    private static double value(String metrics, String name, String... labels) {
        Matcher line = Pattern.compile("(?m)^" + name + "(?:\\{(.*)})? (\\S+)$").matcher(metrics);
        double sum = Double.NaN;
        while (line.find()) {
            String found = String.valueOf(line.group(1));
            boolean wanted = Arrays.stream(labels).allMatch(found::contains);
            if (wanted) {
                sum = (Double.isNaN(sum) ? 0 : sum) + Double.parseDouble(line.group(2));
            }
        }
        return sum;
    }
}
