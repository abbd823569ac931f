package io.ida.streams.decompose;

import static io.ida.streams.decompose.DecomposeDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.ContextIds;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.AnswererKind;
import io.ida.events.Decomposition;
import io.ida.events.Question;
import io.ida.streams.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RootsTest {
    private final DecomposeDriver stage = new DecomposeDriver();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRootOfDepthOneBecomesADecompositionAndAnAssist() {
        stage.ask(Questions.powering("q")
                .setAssistant(Questions.pin(3))
                .setLabels(Map.of("team", "blue"))
                .setExpiresAt(START.plusSeconds(100))
                .build());

        TestRecord<String, Decomposition> decomposition = only(stage.decompositions());
        assertThat(decomposition.key()).isEqualTo("q");
        assertThat(decomposition.getRecordTime()).isEqualTo(START);
        assertThat(decomposition.value().getRound()).isZero();
        assertThat(decomposition.value().getTranscript()).isEmpty();
        assertThat(decomposition.value().getAsked()).singleElement().satisfies(asked -> {
            assertThat(asked.getText()).isEqualTo("aa ^ 2");
            assertThat(asked.getQuestionId()).contains("q/0.0");
            assertThat(asked.getReused()).isFalse();
        });

        TestRecord<String, Question> assist = only(stage.assists());
        Question question = assist.value();
        assertThat(assist.key()).startsWith(ContextIds.of(Questions.CYCLE) + "#");
        assertThat(Integer.parseInt(assist.key().substring(assist.key().indexOf('#') + 1)))
                .isBetween(0, 15);
        assertThat(assist.getRecordTime()).isEqualTo(START);
        assertThat(question.getId()).isEqualTo("q/0.0");
        assertThat(question.getRootId()).isEqualTo("q");
        assertThat(question.getParentId()).contains("q");
        assertThat(question.getPath()).isEqualTo("0.0");
        assertThat(question.getDepth()).isZero();
        assertThat(question.getAskedAt()).isEqualTo(START);
        assertThat(question.getExpiresAt()).isEqualTo(START.plusSeconds(90));
        assertThat(question.getLabels()).containsEntry("team", "blue");
        assertThat(question.getAssistant()).isEqualTo(Questions.pin(3));
        assertThat(question.getContext().getFacts()).isEqualTo(Questions.CYCLE);
        assertThat(stage.heldForTrees()).isEmpty();
    }

    @Test
    void whatAUserLeavesOutIsFilledIn() {
        stage.ask(Questions.powering("q").build());

        Question root = only(stage.decompositions()).value().getQuestion();
        assertThat(root.getRootId()).isEqualTo("q");
        assertThat(root.getContext().getContextId()).isEqualTo(ContextIds.of(Questions.CYCLE));
        assertThat(root.getAskedAt()).isEqualTo(START);
        assertThat(root.getExpiresAt()).isEqualTo(START.plus(Duration.ofMinutes(10)));
        assertThat(root.getBudget()).contains(Questions.budget(10_000));
    }

    @Test
    void aRootOfDepthZeroGoesStraightToTheAssistant() {
        stage.ask(Questions.powering("q").setDepth(0).build());

        TestRecord<String, Question> assist = only(stage.assists());
        assertThat(assist.value().getId()).isEqualTo("q");
        assertThat(assist.value().getParentId()).isEmpty();
        assertThat(stage.decompositions()).isEmpty();
    }

    @Test
    void aRootOfDepthZeroWithoutBudgetIsOutOfBudget() {
        stage.ask(Questions.powering("q")
                .setDepth(0)
                .setBudget(Questions.budget(0))
                .build());

        Answer result = only(stage.results()).value();
        assertThat(result.getStatus()).isEqualTo(AnswerStatus.OUT_OF_BUDGET);
        assertThat(result.getReason()).contains("budget");
        assertThat(stage.assists()).isEmpty();
    }

    @Test
    void aPrimitiveRootIsAnsweredByTheEnvironment() {
        stage.ask(Questions.powering("q").setText("ac ^ 1").build());

        Answer result = only(stage.results()).value();
        assertThat(result.getText()).isEqualTo("ad");
        assertThat(result.getStatus()).isEqualTo(AnswerStatus.ANSWERED);
        assertThat(result.getAnsweredBy().getKind()).isEqualTo(AnswererKind.ENVIRONMENT);
        assertThat(stage.decompositions()).isEmpty();
        assertThat(stage.assists()).isEmpty();
    }

    @Test
    void aSecondRootWithTheSameIdIsDropped() {
        stage.ask(Questions.powering("q").build());
        stage.ask(Questions.powering("q").setText("ab ^ 6").build());
        stage.ask(new TestRecord<>("q", Questions.powering("q").build(), START.plusSeconds(60)));

        assertThat(stage.decompositions()).hasSize(1);
        assertThat(stage.results()).isEmpty();
        assertThat(stage.deadLetters()).isEmpty();
    }

    @Test
    void anInvalidRootIsAnsweredOnce() {
        Question invalid = Questions.powering("q").setDepth(-1).build();
        stage.ask(invalid);
        stage.ask(invalid);

        assertThat(stage.results()).hasSize(1);
    }

    @Test
    void aRootIsForgottenAfterTheDuplicateWindow() {
        stage.ask(Questions.powering("q").build());
        stage.ask(new TestRecord<>("q", Questions.powering("q").build(), START.plusSeconds(3601)));

        assertThat(stage.decompositions()).hasSize(2);
    }

    @Test
    void aSecondRootIsDroppedHoweverOldTheirTimestampsAre() {
        stage.ask(new TestRecord<>("new", Questions.powering("new").build(), START.plus(Duration.ofDays(1))));
        stage.decompositions();

        stage.ask(Questions.powering("old").build());
        stage.ask(new TestRecord<>(
                "newer",
                Questions.powering("newer").build(),
                START.plus(Duration.ofDays(1).plusMinutes(50))));
        stage.ask(new TestRecord<>("old", Questions.powering("old").build(), START.plusSeconds(60)));

        assertThat(stage.decompositions()).extracting(TestRecord::key).containsExactly("old", "newer");
    }

    @Test
    void aRedrivenRootIsNoDuplicate() {
        stage.ask(Questions.powering("q").build());
        stage.ask(new TestRecord<>(
                "q",
                Questions.powering("q").build(),
                new RecordHeaders().add(DeadLetter.REDRIVEN, new byte[] {1}),
                START));

        assertThat(stage.decompositions()).hasSize(2);
    }

    @Test
    void aRecordsKeyDoesNotMatter() {
        stage.ask(new TestRecord<>(null, Questions.powering("q").build(), START));
        stage.ask(new TestRecord<>("other", Questions.powering("p").build(), START));

        assertThat(stage.decompositions()).extracting(TestRecord::key).containsExactly("q", "p");
    }

    @Test
    void aRootOnAForeignPartitionIsSentOnOnceAndIsADeadLetterTheSecondTime() {
        try (DecomposeDriver four = new DecomposeDriver(Map.of("topic.partitions", "4"))) {
            String[] own = new String[4];
            for (int number = 0; number < 20; number++) {
                String id = "q" + number;
                own[partition(id)] = id;
            }
            four.ask(Questions.powering(own[0]).build());
            assertThat(four.decompositions()).hasSize(1);

            four.ask(new TestRecord<>("foreign", Questions.powering(own[1]).build(), START));
            TestRecord<String, Question> sentOn = only(four.questions());
            assertThat(sentOn.key()).isEqualTo(own[1]);
            assertThat(sentOn.headers().lastHeader(AdmitRoots.REROUTED)).isNotNull();
            assertThat(four.decompositions()).isEmpty();
            // The test driver has one partition only, so the record meets the wrong one again.
            TestRecord<byte[], byte[]> letter = only(four.deadLetters());
            assertThat(new String(letter.headers().lastHeader(DeadLetter.REASON).value(), StandardCharsets.UTF_8))
                    .contains("topic.partitions");
        }
    }

    private static int partition(String id) {
        return Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % 4;
    }

    static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
