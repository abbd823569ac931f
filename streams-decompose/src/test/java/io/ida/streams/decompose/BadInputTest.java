package io.ida.streams.decompose;

import static io.ida.streams.decompose.DecomposeDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.streams.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private static final byte[] KEY = "the key".getBytes(StandardCharsets.UTF_8);

    /** The test driver forgets what is written in a transaction before the first record that can be read. */
    private final DecomposeDriver stage = new DecomposeDriver(Map.of("processing.guarantee", "at_least_once"));

    @AfterEach
    void theStageRunsOn() {
        try (stage) {
            stage.ask(Questions.powering("good").build());
            assertThat(stage.assists())
                    .extracting(TestRecord::value)
                    .extracting(Question::getRootId)
                    .contains("good");
        }
    }

    @Test
    void bytesThatAreNoAvroAreADeadLetter() {
        byte[] value = "{\"id\": \"json\"}".getBytes(StandardCharsets.UTF_8);
        stage.sendBytes(KEY, value);
        assertDeadLetter(value, "Confluent");
    }

    @Test
    void anUnknownSchemaIdIsADeadLetter() {
        byte[] value = {0, 0, 1, 2, 3, 4, 5};
        stage.sendBytes(KEY, value);
        assertDeadLetter(value, "66051");
    }

    @Test
    void aNullValueIsADeadLetter() {
        stage.sendBytes(KEY, null);
        assertDeadLetter(null, "needs a value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ida.subquestions", "ida.rounds"})
    void aNullValueOfAnotherStageIsADeadLetter(String topic) {
        stage.sendBytes(topic, KEY, null);
        TestRecord<byte[], byte[]> letter = RootsTest.only(stage.deadLetters());
        assertThat(header(letter, DeadLetter.REASON)).contains("without a value");
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo(topic);
    }

    @Test
    void aNullResultClosesNoTree() {
        stage.sendBytes("ida.results", KEY, null);
        assertThat(stage.deadLetters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b"})
    void anIdThatIsNoneIsADeadLetter(String id) {
        stage.ask(Questions.powering(id).build());
        TestRecord<byte[], byte[]> letter = RootsTest.only(stage.deadLetters());
        assertThat(header(letter, DeadLetter.REASON)).contains("needs an id", "'" + id + "'");
        assertThat(stage.results()).isEmpty();
    }

    @Test
    void anIdThatIsTooLongIsADeadLetter() {
        stage.ask(Questions.powering("x".repeat(257)).build());
        assertThat(header(RootsTest.only(stage.deadLetters()), DeadLetter.REASON))
                .contains("256")
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @MethodSource("questionsThatCannotBeAnswered")
    void aQuestionThatCannotBeAnsweredIsToldWhy(String reason, UnaryOperator<Question.Builder> fault) {
        stage.ask(fault.apply(Questions.powering("bad")).build());

        TestRecord<String, Answer> result = RootsTest.only(stage.results());
        Answer answer = result.value();
        assertThat(result.key()).isEqualTo("bad");
        assertThat(answer.getStatus()).isEqualTo(AnswerStatus.CANNOT_ANSWER);
        assertThat(answer.getReason()).contains(reason);
        assertThat(answer.getAnsweredBy().getKind()).isEqualTo(AnswererKind.PIPELINE);
        assertThat(answer.getQuestionId()).isEqualTo("bad");
        assertThat(answer.getRootId()).isEqualTo("bad");
        assertThat(answer.getParentId()).isEmpty();
        assertThat(answer.getText()).isEmpty();
        assertThat(stage.decompositions()).isEmpty();
        assertThat(stage.assists()).isEmpty();
        assertThat(stage.deadLetters()).isEmpty();
    }

    static Stream<Arguments> questionsThatCannotBeAnswered() {
        return Stream.of(
                bad("Unknown task 'chess'", question -> question.setTask("chess")),
                bad("expected a question like 'ab ^ 13'", question -> question.setText("what is aa ^ 5?")),
                bad("expected a question like 'ab ^ 13'", question -> question.setText("")),
                bad("expected a fact like 'ab -> cd'", question -> question.setContext(facts("aa -> ab", "nonsense"))),
                bad("has an image already", question -> question.setContext(facts("aa -> aa", "aa -> ab"))),
                bad("fact", question -> question.setContext(facts())),
                bad(
                        "is not the hash of the facts",
                        question -> question.setContext(new Context("0123", Questions.CYCLE))),
                bad("Depth 65 is not in 0..64", question -> question.setDepth(65)),
                bad("Depth 2147483647 is not", question -> question.setDepth(Integer.MAX_VALUE)),
                bad("Depth -1 is not in 0..64", question -> question.setDepth(-1)),
                bad("Sample -1 is negative", question -> question.setSample(-1)),
                bad("10001 characters, 10000 are allowed", question -> question.setText("a".repeat(10_001))),
                bad("A fact has 10001 characters", question -> question.setContext(facts("a".repeat(10_001)))),
                bad(
                        "10001 facts, 10000 are allowed",
                        question -> question.setContext(new Context("", Collections.nCopies(10_001, "aa -> aa")))),
                bad("Unknown supervisor 'nobody': expected", question -> question.setSupervisor("nobody")),
                bad(
                        "500025 bytes with its facts and labels, 500000 are allowed",
                        question -> question.setContext(new Context("", Collections.nCopies(50, "é".repeat(5_000))))
                                .setLabels(Map.of("label", "a"))),
                bad("budget is negative", question -> question.setBudget(Questions.budget(-1))),
                bad("assistant has no name", question -> question.setAssistant(new AssistantPin("", 1))),
                bad("version -1 is negative", question -> question.setAssistant(Questions.pin(-1))),
                bad("3650 days", question -> question.setExpiresAt(Instant.ofEpochMilli(Long.MAX_VALUE))),
                bad("Only roots may be asked", question -> question.setParentId("good")),
                bad("Only roots may be asked", question -> question.setPath("0.0")),
                bad("Only roots may be asked", question -> question.setRootId("good")));
    }

    private static Arguments bad(String reason, UnaryOperator<Question.Builder> fault) {
        return Arguments.of(reason, fault);
    }

    private static Context facts(String... facts) {
        return new Context("", List.of(facts));
    }

    @Test
    void aRefusedForgeryDoesNotCloseTheTreeItNames() {
        stage.ask(Questions.wildcards("victim").setDepth(2).build());
        List<String> held = stage.heldForTrees();
        assertThat(held).isNotEmpty();

        stage.ask(Questions.wildcards("forger").setRootId("victim").build());

        assertThat(stage.results()).hasSize(1);
        assertThat(stage.heldForTrees()).isEqualTo(held);
    }

    private void assertDeadLetter(byte[] value, String reason) {
        TestRecord<byte[], byte[]> letter = RootsTest.only(stage.deadLetters());
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, DeadLetter.REASON)).contains(reason);
        assertThat(header(letter, DeadLetter.EXCEPTION)).endsWith("Exception");
        assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("decompose");
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("ida.questions");
        assertThat(header(letter, DeadLetter.PARTITION)).isEqualTo("0");
        assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("0");
        assertThat(header(letter, DeadLetter.TIMESTAMP)).isEqualTo(Long.toString(START.toEpochMilli()));
        assertThat(stage.results()).isEmpty();
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
