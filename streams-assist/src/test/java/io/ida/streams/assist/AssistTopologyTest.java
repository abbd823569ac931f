package io.ida.streams.assist;

import static io.ida.events.ModelStatus.PROMOTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantVersion;
import io.ida.events.Question;
import io.ida.events.Usage;
import io.ida.schemas.EventSerdes;
import io.ida.streams.runtime.DeadLetter;
import io.ida.streams.runtime.StageConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssistTopologyTest {
    @TempDir
    private Path state;

    private AssistDriver stage;

    @BeforeEach
    void open() {
        stage = new AssistDriver(state, Map.of());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theTopologyIsTheOneThatIsDeployed() throws IOException {
        StageConfig config = StageConfig.of(
                AssistApp.STAGE,
                Map.of("bootstrap.servers", "unused:9092", "assist.model.store", "models"),
                new EventSerdes(new MockSchemaRegistryClient()));
        try (InputStream expected = getClass().getResourceAsStream("/topology.txt")) {
            assertThat(AssistApp.STAGE.topology().apply(config).describe())
                    .hasToString(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void anAddressThatIsNoModelStoreIsAConfigurationError() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new AssistDriver(state, Map.of("assist.model.store", "ftp://host/models")))
                .withMessageContaining("assist.model.store");
    }

    @Test
    void anAnswerSaysWhoGaveItAndKeepsTheRootsTimestampAndHeaders() {
        stage.announce(1, PROMOTED, "slow/1");
        Question question = Questions.latest("a");
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));
        stage.assists.pipeInput(new TestRecord<>("c-0", question, headers, question.getAskedAt()));
        stage.workers.runAll();
        stage.tick();
        TestRecord<String, Answer> record = stage.answers.readRecord();
        assertThat(record.key()).isEqualTo("root");
        assertThat(record.getRecordTime()).isEqualTo(question.getAskedAt());
        assertThat(record.getHeaders()).isEqualTo(headers);
        Answer answer = record.value();
        assertThat(answer.getQuestionId()).isEqualTo("root/a");
        assertThat(answer.getStatus()).isEqualTo(AnswerStatus.ANSWERED);
        assertThat(answer.getAnsweredBy()).isEqualTo(new Answerer(AnswererKind.ASSISTANT, "m", 1));
        assertThat(answer.getAssistantVersions()).containsExactly(new AssistantVersion("m", 1));
        assertThat(answer.getUsage()).isEqualTo(new Usage(1L, 0L));
        assertThat(answer.getAskedAt()).isEqualTo(question.getAskedAt());
        assertThat(answer.getExpiresAt()).isEqualTo(question.getExpiresAt());
        assertThat(answer.getAnsweredAt()).isEqualTo(Questions.NOW.plusMillis(40));
        assertThat(answer.getLabels()).isEmpty();
    }

    @Test
    void aParkedQuestionKeepsItsHeadersOverARestart() {
        stage.announce(1, PROMOTED, "slow/1");
        Question question = Questions.latest("a");
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));
        headers.add("tracestate", "ida=t:1".getBytes(StandardCharsets.UTF_8));
        stage.assists.pipeInput(new TestRecord<>("c-0", question, headers, question.getAskedAt()));
        assertThat(stage.questionsInState()).isEqualTo(1);

        stage.restart(Questions.NOW.plusSeconds(1));
        for (int i = 0; i < 3; i++) {
            stage.workers.runAll();
            stage.tick();
        }

        assertThat(stage.answers.readRecord().getHeaders()).isEqualTo(headers);
    }

    @Test
    void aRootWithoutDepthIsAResultWithItsLabels() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.ask(Questions.root("r1", "a"));
        assertThat(stage.settle()).isEmpty();
        TestRecord<String, Answer> result = stage.results.readRecord();
        assertThat(result.key()).isEqualTo("r1");
        assertThat(result.value().getParentId()).isEmpty();
        assertThat(result.value().getLabels()).isEqualTo(Map.of("who", "me"));
    }

    @Test
    void anExpiredQuestionIsTimedOutWithoutAskingX() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.ask(Questions.latest("warm-up"));
        stage.settle();
        stage.ask(Questions.expiringAt(Questions.NOW, Questions.latest("a")));
        Answer answer = stage.answers.readValue();
        assertThat(answer.getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(answer.getAnsweredBy()).isEqualTo(new Answerer(AnswererKind.PIPELINE, "assist", 0));
        assertThat(answer.getUsage()).isEqualTo(new Usage(0L, 0L));
        assertThat(stage.loaded.get(0).batches).containsExactly(List.of("warm-up"));
    }

    @Test
    void aQuestionThatExpiresInTheQueueIsTimedOut() {
        stage.announce(1, PROMOTED, "slow/1");
        stage.ask(Questions.latest("a"));
        stage.advance(Duration.ofSeconds(61));
        assertThat(stage.settle()).extracting(Answer::getStatus).containsExactly(AnswerStatus.TIMED_OUT);
        assertThat(stage.loaded).isEmpty();
    }

    @Test
    void slowCallsComeInBatchesOfOneVersionAndAreBounded() {
        stage.announce(1, PROMOTED, "slow/1");
        stage.announce(2, PROMOTED, "slow/1");
        for (int i = 0; i < 20; i++) {
            stage.ask(Questions.pinned("q" + i, "m", 1 + i % 2));
            assertThat(stage.workers.waiting()).isLessThanOrEqualTo(2);
        }
        assertThat(stage.settle()).hasSize(20);
        assertThat(stage.loaded)
                .hasSize(2)
                .allSatisfy(assistant -> assertThat(assistant.batches)
                        .hasSizeLessThan(7)
                        .allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(3)));
        assertThat(stage.questionsInState()).isZero();
    }

    @Test
    void whatWasUnderWayAtAKillIsAskedAgain() {
        stage.announce(1, PROMOTED, "slow/1");
        for (int i = 0; i < 20; i++) {
            stage.ask(Questions.latest("q" + i));
        }
        stage.ask(Questions.pinned("later", "m", 2));
        stage.workers.runOne();
        stage.tick();
        List<Answer> before = stage.answers.readValuesToList();
        stage.workers.runOne();
        stage.restart(Questions.NOW.plusSeconds(1));
        stage.announce(2, PROMOTED, "fast/1");
        List<Answer> after = stage.settle();
        assertThat(before).hasSize(3);
        assertThat(after)
                .hasSize(18)
                .extracting(Answer::getQuestionId)
                .doesNotContainAnyElementsOf(
                        before.stream().map(Answer::getQuestionId).toList());
        assertThat(stage.questionsInState()).isZero();
    }

    @Test
    void anAssistantThatBreaksFailsItsBatch() {
        stage.announce(1, PROMOTED, "slow/1");
        stage.ask(Questions.latest("break"), Questions.latest("b"), Questions.latest("c"), Questions.latest("d"));
        String reason = "Version 1 of m failed: broken on purpose";
        assertThat(stage.settle())
                .extracting(
                        Answer::getStatus,
                        Answer::getReason,
                        answer -> answer.getUsage().getAssistantCalls())
                .containsExactlyInAnyOrder(
                        tuple(AnswerStatus.FAILED, reason, 1L),
                        tuple(AnswerStatus.FAILED, reason, 1L),
                        tuple(AnswerStatus.FAILED, reason, 1L),
                        tuple(AnswerStatus.ANSWERED, "", 1L));
    }

    @Test
    void anImmediateAssistantThatBreaksFailsItsQuestion() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.ask(Questions.latest("warm-up"));
        stage.settle();
        stage.ask(Questions.latest("break"), Questions.latest("b"));
        assertThat(stage.answers.readValuesToList())
                .extracting(Answer::getStatus)
                .containsExactly(AnswerStatus.FAILED, AnswerStatus.ANSWERED);
    }

    @Test
    void aReplyThatIsTooLongIsAFailure() {
        reopen(Map.of("assist.max.reply.length", "10"));
        stage.announce(1, PROMOTED, "slow/1");
        stage.ask(Questions.latest("a"), Questions.latest("bc"));
        assertThat(stage.settle())
                .extracting(Answer::getStatus, Answer::getText, Answer::getReason)
                .containsExactlyInAnyOrder(
                        tuple(AnswerStatus.ANSWERED, "m@1 says a", ""),
                        tuple(AnswerStatus.FAILED, "", "The reply has 11 characters, 10 are allowed."));
    }

    @Test
    void anAnswerOfASlowCallThatIsTooLargeIsADeadLetterAndTheStageRunsOn() {
        reopen(Map.of("event.max.bytes", "600", "processing.guarantee", "at_least_once"));
        stage.announce(1, PROMOTED, "slow/1");
        stage.ask(Questions.latest("x".repeat(200)));

        assertThat(stage.settle()).isEmpty();

        List<TestRecord<String, byte[]>> letters = stage.deadLetters();
        assertThat(letters).hasSize(1);
        TestRecord<String, byte[]> letter = letters.get(0);
        assertThat(letter.key()).isEqualTo("root");
        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("assist");
        assertThat(header(letter, DeadLetter.REASON)).contains("Cannot be written to ida.answers", "600 are allowed");
        assertThat(header(letter, DeadLetter.LEFT_OUT)).contains("not known");
        assertThat(letter.headers().lastHeader(DeadLetter.TOPIC)).isNull();
        assertThat(stage.questionsInState()).isZero();
        stage.ask(Questions.latest("a"));
        assertThat(stage.settle()).extracting(Answer::getText).containsExactly("m@1 says a");
    }

    private void reopen(Map<String, String> overrides) {
        stage.close();
        stage = new AssistDriver(state, overrides);
    }

    private static String header(TestRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
