package io.ida.cli.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.monitoring.Monitoring;
import io.ida.monitoring.MonitoringConfig;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.StageConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no model version in the topic of models, which a stage reads into a global store whenever it starts. */
class BadModelsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Question QUESTION = new Workload("any", 1).questions().get(0);

    private final Monitoring monitoring = Monitoring.start(new MonitoringConfig("localhost", 0));

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        monitoring.close();
    }

    @Test
    void aStageSkipsWhatIsNoModelVersionAtItsStartAndWhileItRuns() throws Exception {
        try (Cluster cluster = Cluster.start(directory);
                TopicReader<Answer> results = cluster.committed(cluster.topics().results())) {
            publishBadModels(cluster, 1);
            try (RunningStage assist = start(cluster)) {
                assertThat(status("/health/live")).isEqualTo(200);
                assertThat(status("/health/ready")).isEqualTo(200);
                assertAnswers(cluster, results, "after restoring");
                publishBadModels(cluster, 2);
                assertAnswers(cluster, results, "after reading on");

                cluster.stopRegistry();
                cluster.sendBytes(cluster.topics().models(), "m@3", unknownSchema(3));
                assertThatThrownBy(assist::awaitEnd)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("Stage assist failed: The schema registry is not reachable");
                assertThat(status("/health/live")).isEqualTo(503);
                assertThat(status("/health/ready")).isEqualTo(503);
            }
        }
    }

    private int status(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + monitoring.port().orElseThrow() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private RunningStage start(Cluster cluster) throws InterruptedException {
        RunningStage assist = RunningStage.start(
                AssistApp.STAGE,
                StageConfig.of(
                        AssistApp.STAGE,
                        cluster.properties(Map.of(
                                "state.dir", directory.resolve("state").toString(),
                                "assist.model.store",
                                        directory.resolve("models").toString()))),
                monitoring);
        assertThat(assist.awaitRunning(PATIENCE)).isTrue();
        return assist;
    }

    private static void publishBadModels(Cluster cluster, int round) {
        cluster.sendBytes(cluster.topics().models(), "m@" + round, "no Avro at all".getBytes(UTF_8));
        cluster.sendBytes(cluster.topics().models(), "m@" + round + "0", unknownSchema(round));
        cluster.sendBytes(cluster.topics().models(), "m@" + round + "00", null);
        cluster.flush();
    }

    private static byte[] unknownSchema(int round) {
        return ByteBuffer.allocate(12).put((byte) 0).putInt(987_654 + round).array();
    }

    private static void assertAnswers(Cluster cluster, TopicReader<Answer> results, String id) {
        Question question = Question.newBuilder(QUESTION)
                .setId(id)
                .setRootId(id)
                .setDepth(0)
                .setAskedAt(Instant.now())
                .setExpiresAt(Instant.now().plus(PATIENCE))
                .build();
        cluster.send(cluster.topics().assists(), id, question);
        cluster.flush();
        results.pollUntil("the answer " + id, read -> !read.values(id::equals).isEmpty());
        assertThat(results.values(id::equals)).extracting(Answer::getStatus).containsExactly(AnswerStatus.ANSWERED);
    }
}
