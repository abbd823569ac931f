package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.Answers;
import io.ida.amplification.ContextIds;
import io.ida.amplification.Move;
import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantVersion;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.events.Usage;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.StageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes as large as an event may be, whose sub-answers are checked with results that have no room beside them: neither in
 * what the producer sends, nor in a changelog.
 */
@Tag("long")
class LargestRowIT {
    private static final int EVENT_MAX_BYTES = 1_000_000;
    private static final int ASKS = 20;
    private static final int LENGTH_OF_RESULT = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Answerer H = new Answerer(AnswererKind.SUPERVISOR, "learned:h", 1);

    @TempDir
    private Path directory;

    @Test
    void theLargestNodesLeaveRowsWithVerdictsWhateverTheChecksAnswer() throws InterruptedException {
        try (Cluster cluster = Cluster.start(directory);
                TopicReader<Question> questions =
                        cluster.committed(cluster.topics().questions());
                TopicReader<Trace> traces = cluster.committed(cluster.topics().traces());
                TopicReader<Trace> rejected = cluster.committed(cluster.topics().rejectedTraces());
                TopicReader<byte[]> dead = cluster.deadLetters();
                RunningStage distill = start(cluster)) {
            assertThat(distill.awaitRunning(PATIENCE)).isTrue();
            Amplification fit = largest(cluster, "fit", AnswerStatus.ANSWERED);
            Amplification unfit = largest(cluster, "unfit", AnswerStatus.CANNOT_ANSWER);
            for (Amplification node : List.of(fit, unfit)) {
                cluster.send(
                        cluster.topics().amplifications(), node.getQuestion().getId(), node);
            }
            cluster.flush();

            questions.pollUntil("all checks", read -> read.entries().size() >= 2 * ASKS);
            questions.values(key -> true).forEach(check -> {
                Answer result = Answer.newBuilder(
                                Answers.fromPipeline(check, AnswerStatus.ANSWERED, "", "test", Instant.now()))
                        .setText("x".repeat(LENGTH_OF_RESULT))
                        .setAnsweredBy(H)
                        .build();
                cluster.send(cluster.topics().results(), check.getId(), result);
            });
            cluster.flush();

            traces.pollUntil("the fit row", read -> !read.entries().isEmpty());
            rejected.pollUntil("the other row", read -> !read.entries().isEmpty());
            assertComplete(traces.entries().get(0).value(), fit);
            assertComplete(rejected.entries().get(0).value(), unfit);
            assertThat(dead.readToEnd().entries()).isEmpty();
        }
    }

    private static void assertComplete(Trace row, Amplification node) {
        assertThat(row.getQuestion()).isEqualTo(node.getQuestion());
        assertThat(row.getTranscript()).isEqualTo(node.getTranscript());
        assertThat(row.getVerdicts())
                .hasSize(ASKS)
                .extracting(Verdict::getValue)
                .containsOnly(VerdictValue.BAD);
        assertThat(row.getVerdicts())
                .extracting(verdict -> verdict.getAnswer().length())
                .contains(0, LENGTH_OF_RESULT);
    }

    private RunningStage start(Cluster cluster) {
        Map<String, String> properties = cluster.properties(Map.of(
                "state.dir", directory.resolve("state").toString(),
                "event.max.bytes", Integer.toString(EVENT_MAX_BYTES),
                "distill.spot.check.share", "1"));
        return RunningStage.start(DistillApp.STAGE, StageConfig.of(DistillApp.STAGE, properties));
    }

    private static Amplification largest(Cluster cluster, String id, AnswerStatus status) {
        int most = 980_000;
        int missing = EVENT_MAX_BYTES - bytes(cluster, node(id, status, most));
        Amplification largest = node(id, status, most + missing);
        assertThat(bytes(cluster, largest)).isEqualTo(EVENT_MAX_BYTES);
        return largest;
    }

    private static int bytes(Cluster cluster, Amplification node) {
        return cluster.serdes()
                .of(cluster.topics().amplifications())
                .serializer()
                .serialize(cluster.topics().amplifications().name(), node)
                .length;
    }

    private static Amplification node(String id, AnswerStatus status, int lengthOfFact) {
        List<String> facts = List.of("x".repeat(lengthOfFact));
        Question question = Question.newBuilder()
                .setId(id)
                .setRootId(id)
                .setTask("wildcard-search")
                .setText("??????")
                .setContext(new Context(ContextIds.of(facts), facts))
                .setDepth(1)
                .setSupervisor("learned:h@1")
                .build();
        List<Exchange> transcript =
                IntStream.range(0, ASKS).mapToObj(index -> exchange(id, index)).toList();
        Move.Conclude conclusion = new Move.Conclude("1", status, "");
        return Answers.amplified(question, new Concluded(transcript, conclusion), H, Instant.now());
    }

    private static Exchange exchange(String id, int index) {
        return new Exchange(
                0,
                index,
                id + "/0." + index,
                "a?????",
                0,
                AnswerStatus.ANSWERED,
                "1",
                "",
                new Answerer(AnswererKind.ASSISTANT, "table", 4),
                List.of(new AssistantVersion("table", 4)),
                false,
                new Usage(1L, 0L));
    }
}
