package io.ida.cli.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.ContextIds;
import io.ida.embedded.LocalPipeline;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Asked;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Decomposition;
import io.ida.events.Question;
import io.ida.streams.runtime.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no stage can read or answer, published among good questions. */
class BadInputIT {
    private static final Workload GOOD = new Workload("good", 40);

    /** Questions that are answered with what is wrong, by what the answer says. */
    private static final Map<String, UnaryOperator<Question.Builder>> BAD = Map.ofEntries(
            entry("Unknown task", question -> question.setTask("palm-reading")),
            entry("Unknown supervisor", question -> question.setSupervisor("nobody")),
            entry("what is this", question -> question.setText("what is this?")),
            entry("Depth 1000000", question -> question.setDepth(1_000_000)),
            entry("Depth -1", question -> question.setDepth(-1)),
            entry("not a fact at all", question -> question.setContext(facts("not a fact at all"))),
            entry("fact", question -> question.setContext(facts())),
            entry("is negative", question -> question.setAssistant(new AssistantPin("table", -1))),
            entry("characters", question -> question.setText("a".repeat(100_000))),
            entry("bytes", question -> question.setLabels(Map.of("label", "a".repeat(900_000)))),
            entry(
                    "hash",
                    question -> question.setContext(
                            new Context("wrong", question.getContext().getFacts()))));

    /** Records that are no events, by what the dead letter says. */
    private static final Map<String, byte[]> UNREADABLE = Map.of(
            "garbage", "no Avro at all".getBytes(UTF_8),
            "too-short", new byte[] {0, 0},
            "unknown-schema",
                    ByteBuffer.allocate(12).put((byte) 0).putInt(987_654).array(),
            "cut-off", ByteBuffer.allocate(5).put((byte) 0).putInt(1).array());

    /** As many bytes as a producer lets pass: with the headers of a dead letter they are too many. */
    private static final byte[] ENDLESS = new byte[1_048_400];

    @Test
    void badInputIsAnsweredOrDeadAndGoodQuestionsAreAnswered(@TempDir Path directory) {
        try (LocalPipeline pipeline = LocalPipeline.start(directory);
                Cluster cluster = Cluster.of(pipeline);
                Outcome good = new Outcome(cluster, GOOD);
                TopicReader<Answer> results = cluster.committed(cluster.topics().results());
                TopicReader<byte[]> dead = cluster.deadLetters()) {
            cluster.ask(GOOD.part(0, 2));
            UNREADABLE.forEach(
                    (key, bytes) -> cluster.sendBytes(cluster.topics().questions(), key, bytes));
            cluster.sendBytes(cluster.topics().questions(), "tombstone", null);
            cluster.ask(badQuestions());
            cluster.sendBytes(cluster.topics().questions(), "endless", ENDLESS);
            Answer orphan = orphan();
            cluster.send(cluster.topics().answers(), orphan.getRootId(), orphan);
            Decomposition large = large();
            cluster.send(cluster.topics().decompositions(), "large", large);
            cluster.ask(GOOD.part(1, 2));

            good.await();
            good.assertExact();
            assertAnswered(results);
            assertDead(dead);
        }
    }

    private static List<Question> badQuestions() {
        List<Question> questions = new ArrayList<>();
        BAD.forEach((reason, change) -> questions.add(
                change.apply(Question.newBuilder(GOOD.questions().get(0)).setId("bad " + reason))
                        .build()));
        questions.add(
                Question.newBuilder(GOOD.questions().get(0)).setId("no/id").build());
        return questions;
    }

    /** An answer to a question that nobody asked, and that nobody will ask before it expires. */
    private static Answer orphan() {
        return Answer.newBuilder()
                .setQuestionId("nobody/0.0")
                .setRootId("nobody")
                .setParentId("nobody")
                .setPath("0.0")
                .setTask(Workload.TASK)
                .setQuestion("aa")
                .setStatus(AnswerStatus.ANSWERED)
                .setText("bb")
                .setAnsweredBy(new Answerer(AnswererKind.PERSON, "somebody", 0))
                .setAskedAt(Instant.now().minusSeconds(60))
                .setExpiresAt(Instant.now().plusSeconds(1))
                .build();
    }

    /** A node whose answers never come, and which is too large to be finished: it has its label twice by then. */
    private static Decomposition large() {
        Question question = GOOD.questions().get(0);
        List<String> facts = question.getContext().getFacts();
        Question root = Question.newBuilder(question)
                .setId("large")
                .setRootId("large")
                .setContext(new Context(ContextIds.of(facts), facts))
                .setLabels(Map.of("label", "a".repeat(600_000)))
                .setAskedAt(Instant.now())
                .setExpiresAt(Instant.now().plusSeconds(1))
                .build();
        return new Decomposition(root, 0, List.of(), List.of(new Asked(0, "aa ^ 1", 0, "large/0.0", false, null)));
    }

    private static void assertAnswered(TopicReader<Answer> results) {
        results.pollUntil(
                "an answer to each bad question",
                read -> read.values(key -> key.startsWith("bad ")).size() >= BAD.size());
        assertThat(results.values(key -> key.startsWith("bad ")))
                .hasSize(BAD.size())
                .allSatisfy(answer -> {
                    assertThat(answer.getStatus()).isEqualTo(AnswerStatus.CANNOT_ANSWER);
                    assertThat(answer.getReason())
                            .contains(answer.getQuestionId().substring("bad ".length()));
                });
        results.pollUntil(
                "an answer to the large question",
                read -> !read.values("large"::equals).isEmpty());
        assertThat(results.values("large"::equals)).hasSize(1);
    }

    private static void assertDead(TopicReader<byte[]> dead) {
        int expected = UNREADABLE.size() + 5;
        dead.pollUntil(expected + " dead letters", read -> read.entries().size() >= expected);
        Map<String, TopicReader.Entry<byte[]>> letters =
                dead.readToEnd().entries().stream().collect(toMap(TopicReader.Entry::key, letter -> letter));
        assertThat(letters)
                .containsKeys("tombstone", "no/id", "nobody", "endless", "large")
                .hasSize(expected);
        UNREADABLE.forEach((key, bytes) -> assertThat(letters.get(key).value()).isEqualTo(bytes));
        assertThat(letters.get("endless").value()).isNull();
        assertThat(header(letters.get("endless"), DeadLetter.LEFT_OUT)).contains("no room");
        TopicReader.Entry<byte[]> large = letters.remove("large");
        assertThat(large.value()).isNull();
        assertThat(header(large, DeadLetter.STAGE)).isEqualTo("synthesize");
        assertThat(header(large, DeadLetter.REASON)).contains("ida.amplifications", "1000000 are allowed");
        assertThat(letters.values()).allSatisfy(letter -> {
            assertThat(header(letter, DeadLetter.REASON)).isNotBlank();
            assertThat(header(letter, DeadLetter.TOPIC)).isIn("ida.questions", "ida.answers");
            assertThat(header(letter, DeadLetter.OFFSET)).matches("-?\\d+");
            assertThat(header(letter, DeadLetter.STAGE)).isIn("decompose", "synthesize");
        });
    }

    private static Map.Entry<String, UnaryOperator<Question.Builder>> entry(
            String reason, UnaryOperator<Question.Builder> fault) {
        return Map.entry(reason, fault);
    }

    private static Context facts(String... facts) {
        return new Context("", List.of(facts));
    }

    private static String header(TopicReader.Entry<byte[]> letter, String name) {
        return new String(letter.origin().headers().lastHeader(name).value(), UTF_8);
    }
}
