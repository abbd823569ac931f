package io.ida.cli.faults;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ida.cli.faults.SpanCollector.Collected;
import io.ida.events.Answer;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.synthesize.SynthesizeApp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector sees of questions of depth 2, while assist is replaced with their calls under way. */
class TracingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PUBLISHER = "00f067aa0ba902b7";
    private static final Headers PUBLISHED = new RecordHeaders()
            .add("traceparent", ("00-" + TRACE + "-" + PUBLISHER + "-01").getBytes(StandardCharsets.UTF_8));

    private static final List<String> CYCLE =
            List.of("aa -> ab", "ab -> ac", "ac -> ad", "ad -> ae", "ae -> af", "af -> ag", "ag -> ah", "ah -> aa");
    private static final List<String> STRINGS = List.of("aaaaaa = +1", "abaaaa = -1");

    @TempDir
    private Path directory;

    private final Map<Stage, RunningStage> running = new HashMap<>();
    private SpanCollector collector;
    private Cluster cluster;

    @BeforeEach
    void open() throws Exception {
        collector = SpanCollector.start();
        cluster = Cluster.start(directory);
    }

    @AfterEach
    void close() {
        stopAll();
        cluster.close();
        collector.close();
    }

    @Test
    void aQuestionIsOneTraceThroughRoundsStagesAndProcesses() throws Exception {
        try (TopicReader<Answer> results = cluster.committed(cluster.topics().results());
                TopicReader<Trace> fit = cluster.committed(cluster.topics().traces());
                TopicReader<Trace> rejected = cluster.committed(cluster.topics().rejectedTraces())) {
            for (Stage stage : List.of(DecomposeApp.STAGE, SynthesizeApp.STAGE, DistillApp.STAGE)) {
                start(stage, Map.of());
            }
            start(AssistApp.STAGE, Map.of("assist.delay.ms", "600000"));
            cluster.ask(question("rounds", "permutation-powering", "aa ^ 5", CYCLE), PUBLISHED);
            cluster.ask(question("parked", "wildcard-search", "???aaa", STRINGS), PUBLISHED);
            cluster.ask(question("alone", "wildcard-search", "???aaa", STRINGS), new RecordHeaders());
            awaitParkedCalls();
            running.remove(AssistApp.STAGE).close();
            start(AssistApp.STAGE, Map.of("assist.delay.ms", "10"));
            results.pollUntil("three results", read -> read.entries().size() == 3);
            fit.pollUntil(
                    "rows of all roots",
                    read -> roots(rows(read, rejected.poll())).equals(Set.of("rounds", "parked", "alone")));
            stopAll(); // sends what waits to be sent

            List<Trace> rows = rows(fit.readToEnd(), rejected.readToEnd());
            assertTree("rounds", TRACE, PUBLISHER, rows);
            assertTree("parked", TRACE, PUBLISHER, rows);
            // printf alone | sha256sum
            assertTree("alone", "facf8b54e5c0b8c426bb1c4bf5a00abf", "", rows);
            assertThat(results.entries()).allSatisfy(result -> {
                String parent = new String(
                        result.origin().headers().lastHeader("traceparent").value());
                assertThat(parent)
                        .isEqualTo("00-" + only("question", result.key()).trace() + "-"
                                + only("question", result.key()).id() + "-01");
            });
        }
    }

    /** All spans of a tree are in one trace, each question under the one that asked it, all work under its question. */
    private void assertTree(String root, String trace, String rootsParent, List<Trace> rows) {
        List<Collected> spans = collector.spans().stream()
                .filter(span -> rootOf(span.question()).equals(root))
                .toList();
        assertThat(spans).extracting(Collected::trace).containsOnly(trace);
        assertThat(spans).extracting(Collected::id).doesNotHaveDuplicates();
        assertThat(spans).extracting(Collected::service).contains("ida-decompose", "ida-synthesize", "ida-distill");

        Map<String, Collected> questions = spans.stream()
                .filter(span -> span.name().equals("question"))
                .collect(toMap(Collected::question, Function.identity()));
        assertThat(questions)
                .containsOnlyKeys(asked(root, rows))
                .containsKeys(root + (root.equals("rounds") ? "/1.0" : "/0.1/0.1"));
        questions.forEach((id, span) -> assertThat(span.parent())
                .as(id)
                .isEqualTo(
                        id.equals(root)
                                ? rootsParent
                                : questions.get(parentOf(id)).id()));
        assertThat(spans)
                .filteredOn(span -> !span.name().equals("question"))
                .allSatisfy(span -> assertThat(span.parent())
                        .as(span.toString())
                        .isEqualTo(questions.get(span.question()).id()));
        Set<String> leaves = questions.keySet().stream()
                .filter(id -> id.chars().filter(step -> step == '/').count() == 2)
                .collect(toSet());
        assertThat(spans)
                .filteredOn(span -> span.name().equals("call"))
                .extracting(Collected::question)
                .containsExactlyInAnyOrderElementsOf(leaves);
    }

    private Collected only(String name, String question) {
        List<Collected> found = collector.spans().stream()
                .filter(span -> span.name().equals(name) && span.question().equals(question))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Every question of a tree: its nodes, and what they asked others than the environment. */
    private static Set<String> asked(String root, List<Trace> rows) {
        return rows.stream()
                .filter(row -> row.getQuestion().getRootId().equals(root))
                .flatMap(row -> Stream.concat(
                        Stream.of(row.getQuestion().getId()),
                        row.getTranscript().stream()
                                .filter(exchange -> !exchange.getReused())
                                .map(Exchange::getQuestionId)
                                .flatMap(id -> id.stream())))
                .collect(toSet());
    }

    private static List<Trace> rows(TopicReader<Trace> fit, TopicReader<Trace> rejected) {
        return Stream.concat(fit.values(any -> true).stream(), rejected.values(any -> true).stream())
                .toList();
    }

    private static Set<String> roots(List<Trace> rows) {
        return rows.stream()
                .map(Trace::getQuestion)
                .filter(question -> question.getParentId().isEmpty())
                .map(Question::getId)
                .collect(toSet());
    }

    private static String rootOf(String id) {
        return id.contains("/") ? id.substring(0, id.indexOf('/')) : id;
    }

    private static String parentOf(String id) {
        return id.substring(0, id.lastIndexOf('/'));
    }

    /** What assist has read and committed, it has either answered, which takes ten minutes, or keeps in its state. */
    private void awaitParkedCalls() {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(cluster.clientProperties()))) {
            await().atMost(PATIENCE)
                    .until(
                            () -> admin
                                    .listConsumerGroupOffsets("ida-assist")
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .values()
                                    .stream()
                                    .anyMatch(committed -> committed != null && committed.offset() > 0));
        }
    }

    private void start(Stage stage, Map<String, String> settings) throws InterruptedException {
        Map<String, String> properties = new HashMap<>(cluster.clientProperties());
        properties.put(
                "state.dir", directory.resolve("state-" + System.nanoTime()).toString());
        properties.put("main.consumer.group.instance.id", "only");
        properties.put("tracing.endpoint", collector.url());
        if (stage == AssistApp.STAGE) {
            properties.put("assist.model.store", directory.resolve("models").toString());
        }
        properties.putAll(settings);
        RunningStage started = RunningStage.start(stage, StageConfig.of(stage, properties));
        running.put(stage, started);
        assertThat(started.awaitRunning(PATIENCE)).isTrue();
    }

    private void stopAll() {
        running.values().parallelStream().forEach(RunningStage::close);
        running.clear();
    }

    private static Question question(String id, String task, String text, List<String> facts) {
        return Question.newBuilder()
                .setId(id)
                .setTask(task)
                .setText(text)
                .setContext(new Context("", facts))
                .setDepth(2)
                .setAssistant(new AssistantPin("table", 0))
                .build();
    }
}
