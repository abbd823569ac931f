package io.ida.streams.decompose;

import static io.ida.streams.decompose.DecomposeDriver.START;
import static io.ida.streams.decompose.RootsTest.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.amplification.Answers;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Decomposition;
import io.ida.events.Question;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final DecomposeDriver stage = new DecomposeDriver(Map.of("decompose.max.open.trees", "2"));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void rootsBeyondTheBoundWaitUntilATreeIsAnswered() {
        ask("a", 0);
        ask("b", 1);
        ask("c", 2);
        assertThat(opened()).containsExactly("a", "b");
        assertThat(waitingRoots()).isOne();

        finish("a");

        assertThat(opened()).containsExactly("c");
        assertThat(waitingRoots()).isZero();
    }

    @Test
    void theOldestRootIsNext() {
        ask("a", 0);
        ask("b", 1);
        ask("young", 9);
        ask("old", 3);
        assertThat(opened()).containsExactly("a", "b");

        finish("b");
        assertThat(opened()).containsExactly("old");

        finish("a");
        assertThat(opened()).containsExactly("young");
    }

    @Test
    void aNewRootDoesNotOvertakeThoseThatWait() {
        ask("a", 0);
        ask("b", 1);
        ask("c", 2);
        finish("a");
        finish("b");
        ask("d", 3);
        ask("e", 4);
        assertThat(opened()).containsExactly("a", "b", "c", "d");

        finish("c");

        assertThat(opened()).containsExactly("e");
    }

    @Test
    void aRootThatIsRefusedTakesNoPlace() {
        stage.ask(Questions.powering("invalid").setDepth(-1).build());
        ask("a", 0);
        ask("b", 1);

        assertThat(opened()).containsExactly("a", "b");
    }

    @Test
    void aRootWithoutAssistantAndOneThatIsAnsweredAtOnceTakeTurnsToo() {
        stage.ask(Questions.powering("plain").setDepth(0).build());
        stage.ask(Questions.powering("primitive").setText("ac ^ 1").build());
        ask("a", 0);
        ask("b", 1);

        assertThat(stage.assists()).hasSize(2);
        assertThat(opened()).containsExactly("a");
        finish("plain");
        assertThat(opened()).containsExactly("b");
    }

    @Test
    void aTreeWhoseResultIsOverdueMakesRoom() {
        ask("a", 0);
        ask("b", 1);
        askUntil("c", 2, 3600);
        opened();

        stage.advance(Duration.ofMinutes(10).plus(AwaitTurn.OVERDUE));

        assertThat(opened()).containsExactly("c");
    }

    @Test
    void aPlaceThatStaysFreeIsTakenWithinASecond() {
        try (DecomposeDriver roomy = new DecomposeDriver(Map.of("decompose.max.open.trees", "8"))) {
            for (int number = 0; number < 9; number++) {
                roomy.ask(Questions.powering("q" + number).build());
            }
            finish(roomy, "q0");
            assertThat(opened(roomy)).hasSize(8).doesNotContain("q8");

            roomy.advance(Duration.ofSeconds(1));

            assertThat(opened(roomy)).containsExactly("q8");
        }
    }

    @Test
    void aTreeWhoseResultIsOverdueKeepsNothing() {
        stage.ask(Questions.powering("deep").setDepth(2).setText("aa ^ 20").build());
        assertThat(stage.heldForTrees()).isNotEmpty();

        stage.advance(Duration.ofMinutes(10).plus(AwaitTurn.OVERDUE));

        assertThat(stage.heldForTrees()).isEmpty();
    }

    @Test
    void aRootThatExpiresWhileItWaitsIsAnsweredThenAndTakesNoPlace() {
        ask("a", 0);
        ask("b", 1);
        askUntil("short", 2, 10);
        ask("c", 3);
        opened();

        stage.advance(Duration.ofSeconds(9));
        assertThat(stage.results()).isEmpty();
        stage.advance(Duration.ofSeconds(1));

        TestRecord<String, Answer> timedOut = only(stage.results());
        assertThat(timedOut.key()).isEqualTo("short");
        assertThat(timedOut.getRecordTime()).isEqualTo(START.plusSeconds(2));
        assertThat(timedOut.value().getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(timedOut.value().getReason()).contains("waited");
        assertThat(waitingRoots()).isOne();

        finish("a");
        assertThat(opened()).containsExactly("c");
        assertThat(stage.results()).isEmpty();
    }

    @Test
    void ofManyRootsThatWaitSomeAreLookedAtEachSecond() {
        ask("a", 0);
        ask("b", 0);
        askUntil("late", 1, 11);
        for (int number = 0; number < WaitingRoots.LOOKED_AT_ONCE; number++) {
            ask("q" + number, 2);
        }
        askUntil("last", 3, 5);
        opened();

        stage.advance(Duration.ofSeconds(10));
        assertThat(stage.results()).isEmpty();
        stage.advance(Duration.ofSeconds(1));
        assertThat(stage.results()).extracting(TestRecord::key).containsExactly("last");

        finish("a");
        assertThat(stage.results())
                .as("expired, not yet looked at, and next")
                .extracting(TestRecord::key)
                .containsExactly("late");
        stage.advance(Duration.ofSeconds(1));
        assertThat(opened()).containsExactly("q0");
        assertThat(waitingRoots()).isEqualTo(WaitingRoots.LOOKED_AT_ONCE - 1);
    }

    @Test
    void aRootThatFailsAtItsTurnIsNoLetterOfTheResultThatMadeRoom() {
        Question large = Questions.powering("b")
                .setLabels(Map.of("label", "x".repeat(2_000)))
                .build();
        Map<String, String> settings =
                Map.of("decompose.max.open.trees", "1", "event.max.bytes", Integer.toString(bytes(large)));
        try (DecomposeDriver tight = new DecomposeDriver(settings)) {
            tight.ask(Questions.powering("a").build());
            tight.ask(large);
            assertThat(tight.deadLetters()).isEmpty();
            finish(tight, "a");

            TestRecord<byte[], byte[]> letter = tight.deadLetters().get(0);
            assertThat(letter.key()).isEqualTo("b".getBytes(StandardCharsets.UTF_8));
            assertThat(letter.value()).isNull();
            assertThat(letter.headers().lastHeader(DeadLetter.TOPIC)).isNull();
        }
    }

    private static int bytes(Question question) {
        Topic<Question> topic = new Topics(Topics.DEFAULT_PREFIX, 1).questions();
        return new EventSerdes(new MockSchemaRegistryClient())
                .of(topic)
                .serializer()
                .serialize(topic.name(), question)
                .length;
    }

    @Test
    void aRedrivenRootThatWaitsIsAskedOnce() {
        ask("a", 0);
        ask("b", 1);
        ask("c", 2);
        stage.ask(new TestRecord<>(
                "c",
                Questions.powering("c").build(),
                new RecordHeaders().add(DeadLetter.REDRIVEN, new byte[] {1}),
                START.plusSeconds(2)));
        finish("a");
        finish("b");
        assertThat(opened()).containsExactly("a", "b", "c");

        ask("d", 3);

        assertThat(opened()).containsExactly("d");
    }

    private void ask(String id, long second) {
        stage.ask(new TestRecord<>(id, Questions.powering(id).build(), START.plusSeconds(second)));
    }

    private void askUntil(String id, long second, long expirySecond) {
        Question root = Questions.powering(id)
                .setExpiresAt(START.plusSeconds(expirySecond))
                .build();
        stage.ask(new TestRecord<>(id, root, START.plusSeconds(second)));
    }

    private void finish(String id) {
        finish(stage, id);
    }

    private static void finish(DecomposeDriver stage, String id) {
        Question root = Questions.powering(id).setRootId(id).build();
        stage.finish(Answers.fromPipeline(root, AnswerStatus.TIMED_OUT, "", "synthesize", START));
    }

    private List<String> opened() {
        return opened(stage);
    }

    /** Roots of depth 1 whose trees were opened since the last call. */
    private static List<String> opened(DecomposeDriver stage) {
        return stage.decompositions().stream()
                .map(TestRecord::value)
                .map(Decomposition::getQuestion)
                .map(Question::getId)
                .toList();
    }

    private double waitingRoots() {
        return stage.meters.get("ida.waiting.roots").gauge().value();
    }
}
