package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.embedded.LocalPipeline;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import io.ida.models.DirectoryModelStore;
import io.ida.models.StoredCheckpoint;
import io.ida.models.TableCheckpoint;
import io.ida.models.TableRow;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spot checks of a table that is wrong about a known part of its answers. Nothing but this test asks the solver. */
class SpotCheckIT {
    private static final String TASK = "permutation-powering";
    private static final String MODEL = "fallible";
    private static final int WRONG_EVERY = 4;

    private final Instance instance = StandardTasks.all().get(TASK).generate(8, 7);
    private final String contextId = ContextIds.of(instance.facts());

    @TempDir
    Path directory;

    @Test
    void theEstimateIsTheErrorThatTheTableIsKnownToMake() throws Exception {
        Path data = directory.resolve("data");
        Map<String, String> checkAll =
                Map.of("distill.spot.check.share", "1", "distill.spot.check.timeout.ms", "120000");
        try (LocalPipeline pipeline = LocalPipeline.start(data, 0, 0, checkAll)) {
            Clients clients = new Clients(pipeline.clientProperties());
            announce(clients, new DirectoryModelStore(data.resolve("models").toAbsolutePath()));
            List<Question> questions = questions();
            Map<String, Trace> rows;
            try (TopicReader<Trace> traces =
                    new TopicReader<>(clients, clients.topics().traces(), complaint -> {})) {
                publish(clients, questions);
                rows = rowsOf(traces, questions.size());
            }

            Set<String> right = new HashSet<>();
            Set<String> wrong = new HashSet<>();
            int checks = 0;
            for (Trace row : rows.values()) {
                for (Exchange exchange : row.getTranscript()) {
                    if (exchange.getAnsweredBy().getKind() == AnswererKind.ASSISTANT && !exchange.getReused()) {
                        boolean isRight = instance.isCorrect(exchange.getText(), exchange.getAnswer());
                        assertThat(verdict(row, exchange).getValue())
                                .isEqualTo(isRight ? VerdictValue.GOOD : VerdictValue.BAD);
                        assertThat(verdict(row, exchange).getAnswer()).isEqualTo(instance.solve(exchange.getText()));
                        (isRight ? right : wrong).add(exchange.getText());
                        checks++;
                    }
                }
            }
            assertThat(right).isNotEmpty();
            assertThat(wrong).isNotEmpty();
            assertThat(checks).as("some questions are checked again").isGreaterThan(right.size() + wrong.size());

            JsonNode estimate = new ObjectMapper().readTree(errors(pipeline).out());
            double rate = (double) wrong.size() / (right.size() + wrong.size());
            assertThat(estimate.path("assistant").asText()).isEqualTo(MODEL);
            assertThat(estimate.path("version").asInt()).isEqualTo(1);
            assertThat(estimate.path("depth").asInt()).isZero();
            assertThat(estimate.path("right").asLong()).isEqualTo(right.size());
            assertThat(estimate.path("wrong").asLong()).isEqualTo(wrong.size());
            assertThat(estimate.path("unknown").asLong()).isZero();
            assertThat(estimate.path("error").asDouble()).isEqualTo(rate);
            assertThat(rate)
                    .isBetween(
                            estimate.path("from").asDouble(),
                            estimate.path("to").asDouble());
        }
    }

    private static Verdict verdict(Trace row, Exchange exchange) {
        return row.getVerdicts().stream()
                .filter(verdict ->
                        verdict.getRound() == exchange.getRound() && verdict.getIndex() == exchange.getIndex())
                .findFirst()
                .orElseThrow();
    }

    /** The rows of the questions by id; the checks leave rows of their own. */
    private static Map<String, Trace> rowsOf(TopicReader<Trace> traces, int count) {
        Map<String, Trace> rows = new HashMap<>();
        await().atMost(Duration.ofSeconds(90)).pollInSameThread().until(() -> {
            for (Trace row : traces.poll(Duration.ofMillis(50))) {
                if (row.getQuestion().getId().startsWith("root-")) {
                    rows.put(row.getQuestion().getId(), row);
                }
            }
            return rows.size() == count;
        });
        return rows;
    }

    private static Run errors(LocalPipeline pipeline) {
        return Run.of(
                "traces",
                "errors",
                "--output",
                "json",
                "--bootstrap-server",
                pipeline.bootstrapServers(),
                "--schema-registry",
                pipeline.registryUrl());
    }

    /** At depth 1, what H asks first is a second or third power, which amplified once is always right. */
    private List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (String text : instance.questions()) {
            if (text.matches(".. \\^ [4-7]")) {
                questions.add(Question.newBuilder()
                        .setId("root-" + questions.size())
                        .setTask(TASK)
                        .setText(text)
                        .setContext(new Context("", instance.facts()))
                        .setDepth(1)
                        .setAssistant(new AssistantPin(MODEL, 1))
                        .build());
            }
        }
        return questions;
    }

    private static void publish(Clients clients, List<Question> questions) {
        Cluster cluster = clients.cluster();
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            questions.forEach(question ->
                    producer.send(cluster.record(cluster.topics().questions(), question.getId(), question)));
        }
    }

    private void announce(Clients clients, DirectoryModelStore store) throws Exception {
        List<TableRow> table = new ArrayList<>();
        for (String text : instance.questions()) {
            String answer = instance.solve(text);
            String other = text.substring(0, 2);
            boolean errs = table.size() % WRONG_EVERY == 0 && !other.equals(answer);
            table.add(new TableRow(contextId, text, errs ? other : answer, 0, "test"));
        }
        StoredCheckpoint stored = store.write(MODEL, 1, out -> TableCheckpoint.write(table, out));
        ModelVersion version = new ModelVersion(
                MODEL,
                1,
                null,
                ModelStatus.PROMOTED,
                TableCheckpoint.ARCHITECTURE,
                stored.location(),
                stored.sha256(),
                (long) table.size(),
                Map.of(),
                List.of(),
                "test",
                Instant.EPOCH);
        Cluster cluster = clients.cluster();
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            producer.send(cluster.record(cluster.topics().models(), Topics.versionKey(MODEL, 1), version))
                    .get();
        }
    }
}
