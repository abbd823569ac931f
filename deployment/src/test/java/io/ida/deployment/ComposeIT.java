package io.ida.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compose file as it is: three brokers, the registry, all parts and Prometheus. Needs a container engine with the
 * images, see {@link Engine}, docker-compose, and the ports of the compose file.
 */
@Tag("long")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ComposeIT {
    private static final String PROMETHEUS = "http://localhost:9090/api/v1/";

    /** Prometheus looks every 10 s at the targets and alerts, and every 30 s for new targets. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path files;

    private static Compose compose;

    @BeforeAll
    static void up() throws Exception {
        Engine.require(ComposeIT.class);
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.write(files.resolve("facts"), List.of("aa -> ab", "ab -> ac", "ac -> ad", "ad -> aa"));
        compose = new Compose(files);
        compose.run("up", "-d", "--no-build", "decompose", "assist", "synthesize", "distill", "training", "prometheus");
        compose.run("up", "-d", "--no-build", "--no-recreate", "--scale", "assist=2", "assist");
    }

    @AfterAll
    static void down() throws Exception {
        if (compose != null) {
            compose.remove();
        }
    }

    @Test
    void aQuestionThatTheCommandAsksIsAnswered() throws Exception {
        String said = compose.run(
                "run",
                "--rm",
                "--no-deps",
                "-T",
                "-v",
                files + ":/files:ro",
                "cli",
                "ask",
                "--task",
                "permutation-powering",
                "--context",
                "/files/facts",
                "--depth",
                "3",
                "--output",
                "json",
                "aa ^ 5");

        assertThat(new ObjectMapper().readTree(said).at("/answer/text").asText())
                .isEqualTo("ab");
    }

    @Test
    void prometheusSeesEveryInstanceAndEvaluatesEveryRule() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(json("targets?state=active").at("/data/activeTargets"))
                    .as("decompose, two of assist, synthesize, distill and training")
                    .hasSize(6)
                    .allSatisfy(
                            target -> assertThat(target.get("health").asText()).isEqualTo("up"));
            assertThat(rules()).isNotEmpty().allSatisfy(rule -> {
                assertThat(rule.get("health").asText()).isEqualTo("ok");
                assertThat(rule.get("state").asText()).as(rule.toString()).isEqualTo("inactive");
            });
        });
    }

    @Test
    void aStageWithoutAnInstanceIsMissed() throws Exception {
        compose.run("stop", "distill");
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(rules())
                            .filteredOn(rule -> !rule.get("state").asText().equals("inactive"))
                            .flatMap(rule -> rule.findValuesAsText("stage"))
                            .containsOnly("distill"));
        } finally {
            compose.run("start", "distill");
        }
    }

    private static List<JsonNode> rules() throws IOException {
        return StreamSupport.stream(json("rules").at("/data/groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.get("rules").spliterator(), false))
                .toList();
    }

    private static JsonNode json(String path) throws IOException {
        try (InputStream answer = URI.create(PROMETHEUS + path).toURL().openStream()) {
            return new ObjectMapper().readTree(answer);
        }
    }
}
