package io.ida.streams.synthesize;

import static io.ida.streams.synthesize.JoinTest.only;
import static io.ida.streams.synthesize.SynthesizeDriver.START;
import static io.ida.streams.synthesize.Trees.answer;
import static io.ida.streams.synthesize.Trees.child;
import static io.ida.streams.synthesize.Trees.decomposition;
import static io.ida.streams.synthesize.Trees.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.AnswererKind;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Usage;
import io.ida.streams.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest extends RoundOfTwo {
    @Test
    void aNodeThatExpiresGoesOnWithTheAnswersItHas() {
        stage.send(round, answer(right, "3"));
        stage.advance(Duration.ofSeconds(98));
        assertThat(stage.results()).isEmpty();

        stage.advance(Duration.ofSeconds(1));

        List<Exchange> transcript = only(stage.amplifications()).value().getTranscript();
        assertThat(transcript)
                .extracting(Exchange::getStatus)
                .containsExactly(AnswerStatus.TIMED_OUT, AnswerStatus.ANSWERED);
        Exchange missing = transcript.get(0);
        assertThat(missing.getReason()).isEqualTo("No answer came in time.");
        assertThat(missing.getQuestionId()).contains("q/0.0");
        assertThat(missing.getAnsweredBy().getKind()).isEqualTo(AnswererKind.PIPELINE);
        Answer result = only(stage.results()).value();
        assertThat(result.getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(result.getReason()).contains("a?aaaa");
        assertThat(result.getUsage()).isEqualTo(new Usage(1L, 1L));
        assertThat(stage.held()).isEmpty();
        assertThat(stage.deadLetters()).isEmpty();
    }

    @Test
    void aChildExpiresBeforeItsParentAndAnswersIt() {
        Question tree = Trees.wildcards("t", 2, "???aaa");
        Question one = child(tree, 0, 0, "a??aaa");
        Question two = child(tree, 0, 1, "b??aaa");
        stage.send(
                decomposition(tree, issued(0, one), issued(1, two)),
                decomposition(one, issued(0, child(one, 0, 0, "aa?aaa")), issued(1, child(one, 0, 1, "ab?aaa"))),
                answer(two, "5"));

        stage.advance(Duration.ofSeconds(90));

        assertThat(stage.amplifications())
                .extracting(record -> record.value().getQuestion().getId())
                .containsExactly("t/0.0", "t");
        assertThat(only(stage.results()).value().getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void anEarlyAnswerIsKeptUntilItsTreeExpires() {
        stage.send(answer(left, "3"), answer(right, "1"));
        // Their own deadline is 90 seconds, their parent's is 100.
        stage.advance(Duration.ofSeconds(98));
        stage.send(round);

        assertThat(only(stage.results()).value().getText()).isEqualTo("4");
        assertThat(stage.held()).isEmpty();
        assertThat(stage.deadLetters()).isEmpty();
    }

    @Test
    void anEarlyAnswerFarBelowTheRootIsKeptUntilTheTreeExpires() {
        Question node = Trees.wildcards("deep", 12, "???aaa");
        for (int level = 0; level < 12; level++) {
            node = child(node, 0, 0, "???aaa");
        }
        stage.send(answer(node, "3"));
        stage.advance(Duration.ofSeconds(99));
        assertThat(stage.deadLetters()).isEmpty();
        stage.advance(Duration.ofSeconds(5));
        assertThat(stage.deadLetters()).hasSize(1);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void anAnswerThatNobodyClaimsIsADeadLetterOnceItsTreeHasExpired() {
        Answer unclaimed = answer(left, "3");
        stage.send(unclaimed);
        stage.advance(Duration.ofSeconds(99));
        assertThat(stage.deadLetters()).isEmpty();

        stage.advance(Duration.ofSeconds(3));

        TestRecord<String, byte[]> letter = only(stage.deadLetters());
        assertThat(letter.key()).isEqualTo("q");
        assertThat(stage.answer(letter.value())).isEqualTo(unclaimed);
        assertThat(header(letter, DeadLetter.REASON)).contains("Nobody waits", "q/0.0");
        assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("synthesize");
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("ida.answers");
        assertThat(header(letter, DeadLetter.PARTITION)).isEqualTo("0");
        assertThat(header(letter, DeadLetter.TIMESTAMP)).isEqualTo(Long.toString(START.toEpochMilli()));
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void anAnswerThatComesAfterItsNodeTimedOutIsADeadLetter() {
        stage.send(round, answer(right, "3"));
        stage.advance(Duration.ofSeconds(100));
        stage.send(answer(left, "1"));
        stage.advance(Duration.ofSeconds(5));

        assertThat(stage.results()).hasSize(1);
        assertThat(stage.deadLetters()).hasSize(1);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void whatATimerWritesThatIsTooLargeIsADeadLetterAndTheStageRunsOn() {
        // A finished root has its labels twice, in the question and in the answer.
        Question labelled = Question.newBuilder(root)
                .setLabels(Map.of("label", "x".repeat(2_000)))
                .build();
        try (SynthesizeDriver tight = new SynthesizeDriver(Map.of("event.max.bytes", "3000"))) {
            tight.send(decomposition(labelled, issued(0, left), issued(1, right)));
            tight.advance(Duration.ofSeconds(100));

            TestRecord<String, byte[]> letter = only(tight.deadLetters());
            assertThat(letter.key()).isEqualTo("q");
            assertThat(letter.value()).isNull();
            assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("synthesize");
            assertThat(header(letter, DeadLetter.REASON))
                    .contains("Cannot be written to ida.amplifications", "3000 are allowed");
            assertThat(header(letter, DeadLetter.LEFT_OUT)).isNotBlank();
            assertThat(letter.headers().lastHeader(DeadLetter.TOPIC)).isNull();
            assertThat(only(tight.results()).value().getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
            assertThat(tight.held()).isEmpty();

            tight.send(round);
            tight.advance(Duration.ofSeconds(1));
            assertThat(only(tight.results()).value().getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
            assertThat(tight.amplifications()).hasSize(1);
            assertThat(tight.deadLetters()).isEmpty();
        }
    }

    @Test
    void anEventThatIsTooLargeToBeReadIsADeadLetter() {
        try (SynthesizeDriver tight = new SynthesizeDriver(Map.of("event.max.bytes", "100"))) {
            tight.send(round);

            TestRecord<String, byte[]> letter = only(tight.deadLetters());
            assertThat(letter.value()).isNotEmpty();
            assertThat(header(letter, DeadLetter.REASON)).contains("100 are allowed");
            assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("ida.decompositions");
            assertThat(letter.headers().lastHeader(DeadLetter.LEFT_OUT)).isNull();
            assertThat(tight.held()).isEmpty();
        }
    }

    @Test
    void anAnswerWithoutAParentIsADeadLetterAtOnce() {
        stage.send(answer(root, "3"));

        assertThat(header(only(stage.deadLetters()), DeadLetter.REASON)).contains("no parentId", "results");
        assertTheStageRunsOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ida.answers", "ida.decompositions"})
    void aRecordWithoutAValueIsADeadLetter(String topic) {
        stage.sendBytes(topic, new byte[] {65}, null);

        TestRecord<String, byte[]> letter = only(stage.deadLetters());
        assertThat(letter.key()).isEqualTo("A");
        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo(topic);
        assertThat(header(letter, DeadLetter.REASON)).contains("without a value");
        assertTheStageRunsOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ida.answers", "ida.decompositions"})
    void bytesThatAreNoAvroAreADeadLetter(String topic) {
        byte[] value = "no Avro".getBytes(StandardCharsets.UTF_8);
        stage.sendBytes(topic, new byte[] {65}, value);

        TestRecord<String, byte[]> letter = only(stage.deadLetters());
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, DeadLetter.REASON)).contains("Confluent");
        assertTheStageRunsOn();
    }

    @Test
    void aNodeThatNoTeamKnowsIsADeadLetter() {
        Question stranger = Question.newBuilder(root).setSupervisor("nobody").build();
        stage.send(decomposition(stranger, issued(0, left)));

        assertThat(header(only(stage.deadLetters()), DeadLetter.REASON)).contains("Unknown supervisor 'nobody'");
        assertTheStageRunsOn();
    }

    private void assertTheStageRunsOn() {
        stage.send(round, answer(left, "3"), answer(right, "1"));
        assertThat(stage.results()).hasSize(1);
        assertThat(stage.held()).isEmpty();
    }

    private static String header(TestRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
