package io.ida.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The images of all parts against a broker and a registry, each in a container; the images of the command ask and read.
 * Needs a container engine with the images, see {@link Engine}.
 */
@Tag("long")
class PipelineInContainersIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TASK = "permutation-powering";
    private static final List<String> FACTS = List.of("aa -> ab", "ab -> ac", "ac -> ad", "ad -> aa");
    private static final int QUESTIONS = 60;

    /** One call at a time, of few questions: such an instance is in the middle of one whenever it is killed. */
    private static final String[] SLOW = {
        "--property", "assist.delay.ms=1000",
        "--property", "assist.batch.size=4",
        "--property", "assist.calls.in.flight=1"
    };

    @TempDir
    private static Path files;

    private static final List<RunningPart> PARTS = new ArrayList<>();
    private static ContainerPipeline pipeline;

    @BeforeAll
    static void start() throws IOException {
        Engine.require(PipelineInContainersIT.class);
        // The containers read them as a user of their own.
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.write(files.resolve("facts"), FACTS);
        pipeline = new ContainerPipeline(files);
        for (String part : List.of("training", "decompose", "assist", "synthesize", "distill")) {
            PARTS.add(pipeline.part(part));
        }
    }

    @AfterAll
    static void stop() {
        for (RunningPart part : PARTS) {
            System.out.printf(
                    Locale.ROOT,
                    "%-10s ready %.1f s after its container started, with %.1f s of processor time%n",
                    part.name(),
                    part.start().toMillis() / 1e3,
                    part.processorSeconds());
        }
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    void aQuestionGoesThroughAllStages() throws IOException {
        JsonNode said = JSON.readTree(pipeline.command(
                "ask", "--task", TASK, "--context", "/files/facts", "--depth", "3", "--output", "json", "aa ^ 5"));

        assertThat(said.at("/answer/text").asText()).isEqualTo("ab");
        // The tree is made of the traces that distill writes when the root is done.
        assertThat(said.get("tree").toString()).contains("aa ^ 2").contains("ac ^ 2");
    }

    @Test
    void whatOneContainerHasTrainedAnotherServes() throws IOException {
        List<JsonNode> iterations = lines(
                pipeline.command("amplify", "--task", TASK, "--size", "4", "--iterations", "2", "--output", "json"));

        assertThat(iterations).hasSizeGreaterThanOrEqualTo(2);
        assertThat(iterations.get(1).get("correct").asInt())
                .isGreaterThan(iterations.get(0).get("correct").asInt());
    }

    @Test
    void theCallsOfAKilledAssistantAreMadeByAnother() throws IOException {
        RunningPart victim = pipeline.part("assist", SLOW);
        PARTS.add(victim);
        Files.write(
                files.resolve("questions.jsonl"),
                IntStream.range(0, QUESTIONS)
                        .mapToObj(PipelineInContainersIT::questionThatNeedsX)
                        .toList());

        CompletableFuture<String> published =
                CompletableFuture.supplyAsync(() -> pipeline.command("publish", "/files/questions.jsonl"));
        await("a call of the victim")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> victim.metric("ida_calls_in_flight").orElse(0) > 0);
        victim.kill();
        published.join();

        await("all results")
                .atMost(Duration.ofMinutes(2))
                .until(() -> killResults().size() >= QUESTIONS);
        List<JsonNode> results = killResults();
        assertThat(results)
                .extracting(result -> result.get("rootId").asText())
                .hasSize(QUESTIONS)
                .doesNotHaveDuplicates();
        assertThat(results).allSatisfy(result -> {
            assertThat(result.get("text").asText()).isEqualTo("idk");
            assertThat(result.at("/usage/assistantCalls").asInt()).isPositive();
        });
    }

    @Test
    void onlyTheCommandCarriesABroker() {
        assertThat(pipeline.jarsOf("cli")).anyMatch(jar -> jar.startsWith("/opt/ida/command/kafka_"));
        for (String part : List.of("training", "decompose", "assist", "synthesize", "distill")) {
            assertThat(pipeline.jarsOf(part))
                    .as(part)
                    .anyMatch(jar -> jar.contains("/kafka-streams-"))
                    .noneMatch(jar -> jar.startsWith("/opt/ida/command/"))
                    .noneMatch(jar -> jar.matches(".*/(kafka_|kafka-server|scala|parquet-hadoop).*"));
        }
    }

    /** X in version 0 knows nothing, and H cannot do without it at depth 1. */
    private static String questionThatNeedsX(int number) {
        return """
                {"id": "kill-%d", "task": "%s", "text": "aa ^ 4", "facts": ["%s"], "depth": 1, "sample": %d, \
                "assistant": {"name": "table", "version": 0}}""".formatted(number, TASK, String.join("\", \"", FACTS), number);
    }

    private static List<JsonNode> killResults() throws IOException {
        return lines(pipeline.command("results", "--from-beginning", "--timeout-ms", "3000")).stream()
                .filter(result -> result.get("rootId").asText().startsWith("kill-"))
                .toList();
    }

    private static List<JsonNode> lines(String output) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : output.lines().filter(line -> line.startsWith("{")).toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
