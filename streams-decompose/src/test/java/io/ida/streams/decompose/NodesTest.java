package io.ida.streams.decompose;

import static io.ida.streams.decompose.DecomposeDriver.START;
import static io.ida.streams.decompose.RootsTest.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Amplification;
import io.ida.events.AnswerStatus;
import io.ida.events.AnswererKind;
import io.ida.events.Asked;
import io.ida.events.Decomposition;
import io.ida.events.Exchange;
import io.ida.events.Question;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodesTest {
    private final DecomposeDriver stage = new DecomposeDriver();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aRootOfDepthTwoIssuesSubQuestionsThatHDecomposesInTurn() {
        stage.ask(Questions.wildcards("q")
                .setDepth(2)
                .setText("???aaa")
                .setAssistant(Questions.pin(2))
                .setLabels(Map.of("iteration", "3"))
                .build());

        List<TestRecord<String, Question>> subQuestions = stage.subQuestions();
        assertThat(subQuestions).extracting(TestRecord::key).containsExactly("q", "q");
        assertThat(subQuestions).extracting(TestRecord::getRecordTime).containsOnly(START);
        assertThat(subQuestions).extracting(record -> record.value().getText()).containsExactly("a??aaa", "b??aaa");
        assertThat(subQuestions).extracting(record -> record.value().getDepth()).containsOnly(1);

        assertThat(stage.decompositions())
                .extracting(record -> record.value().getQuestion().getId())
                .containsExactly("q", "q/0.0", "q/0.1");
        List<Question> assists = stage.assists().stream().map(TestRecord::value).toList();
        assertThat(assists)
                .extracting(Question::getId)
                .containsExactlyInAnyOrder("q/0.0/0.0", "q/0.0/0.1", "q/0.1/0.0", "q/0.1/0.1");
        assertThat(assists).allSatisfy(assist -> {
            assertThat(assist.getDepth()).isZero();
            assertThat(assist.getAssistant()).isEqualTo(Questions.pin(2));
            assertThat(assist.getLabels()).containsEntry("iteration", "3");
            assertThat(assist.getExpiresAt())
                    .isEqualTo(
                            START.plus(Duration.ofMinutes(10).multipliedBy(81).dividedBy(100)));
        });
    }

    @Test
    void questionsAboutOneContextAreSpreadOverItsShards() {
        for (int number = 0; number < 200; number++) {
            stage.ask(Questions.powering("q" + number).build());
        }
        assertThat(stage.assists().stream().map(TestRecord::key).distinct()).hasSize(16);
    }

    @Test
    void theSameQuestionMeetsTheSameShardAgain() {
        try (DecomposeDriver other = new DecomposeDriver()) {
            stage.ask(Questions.powering("q").build());
            other.ask(Questions.powering("q").build());
            assertThat(stage.assists()).isEqualTo(other.assists());
        }
    }

    @Test
    void aRoundGoesOnWithANode() {
        stage.ask(Questions.powering("q").build());
        Decomposition first = only(stage.decompositions()).value();
        stage.assists();

        stage.issue(Rounds.next(first, "ac"));

        TestRecord<String, Decomposition> second = only(stage.decompositions());
        assertThat(second.key()).isEqualTo("q");
        assertThat(second.getRecordTime()).isEqualTo(START);
        assertThat(second.value().getRound()).isEqualTo(1);
        assertThat(second.value().getTranscript())
                .extracting(Exchange::getAnswer)
                .containsExactly("ac");
        assertThat(second.value().getAsked()).extracting(Asked::getText).containsExactly("ac ^ 2");
        assertThat(only(stage.assists()).value().getId()).isEqualTo("q/1.0");
    }

    @Test
    void primitivesAreAnsweredOnTheSpotAndNeverIssued() {
        stage.ask(Questions.wildcards("q").setText("?aaaaa").build());

        Amplification node = only(stage.amplifications()).value();
        assertThat(node.getTranscript())
                .extracting(exchange -> exchange.getAnsweredBy().getKind())
                .containsExactly(AnswererKind.ENVIRONMENT, AnswererKind.ENVIRONMENT);
        assertThat(node.getAnswer().getText()).isEqualTo("2");
        assertThat(node.getAnswer().getAnsweredBy().getKind()).isEqualTo(AnswererKind.SUPERVISOR);
        assertThat(node.getAnswer().getUsage().getAssistantCalls()).isZero();
        assertThat(node.getAnswer().getUsage().getNodes()).isEqualTo(1);
        assertThat(only(stage.results()).value()).isEqualTo(node.getAnswer());
        assertThat(stage.assists()).isEmpty();
        assertThat(stage.decompositions()).isEmpty();
    }

    @Test
    void aSubQuestionThatHConcludesAtOnceAnswersItsParent() {
        stage.ask(Questions.wildcards("q").setDepth(2).build());

        assertThat(stage.amplifications())
                .extracting(record -> record.value().getQuestion().getId())
                .containsExactly("q/0.0", "q/0.1");
        assertThat(stage.answers()).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("q");
            assertThat(record.value().getParentId()).contains("q");
            assertThat(record.value().getStatus()).isEqualTo(AnswerStatus.ANSWERED);
        });
        assertThat(stage.results()).isEmpty();
    }

    @Test
    void aMixedRoundKeepsItsPrimitivesWithTheirAnswers() {
        stage.ask(Questions.wildcards("q").build());
        Decomposition node = only(stage.decompositions()).value();
        stage.assists();
        Asked primitive = Rounds.ask(0, "aaaaaa");
        primitive = new Asked(
                0,
                "aaaaaa",
                0,
                null,
                false,
                Rounds.transcript(new Decomposition(node.getQuestion(), 1, List.of(), List.of(primitive)), "1")
                        .get(0));

        stage.issue(Rounds.of(node.getQuestion(), 1, List.of(), primitive, Rounds.ask(1, "bb??aa")));

        assertThat(only(stage.decompositions()).value().getAsked().get(0)).isEqualTo(primitive);
        assertThat(only(stage.assists()).value().getId()).isEqualTo("q/1.1");
    }

    @Test
    void anExpiredRootAsksNobody() {
        stage.ask(Questions.powering("q").setExpiresAt(START.minusSeconds(1)).build());

        assertTimedOut(only(stage.decompositions()).value());
        assertThat(stage.assists()).isEmpty();
    }

    @Test
    void aNodeThatExpiresBetweenRoundsAsksNobodyAnyMore() {
        stage.ask(Questions.powering("q").build());
        Decomposition first = only(stage.decompositions()).value();
        stage.assists();
        stage.advance(Duration.ofMinutes(10));

        stage.issue(Rounds.next(first, "ac"));

        assertTimedOut(only(stage.decompositions()).value());
        assertThat(stage.assists()).isEmpty();
    }

    @Test
    void aGarbledAskIsRefusedWithTheReasonAndItsSiblingIsIssued() {
        stage.ask(Questions.powering("q").build());
        Question root = only(stage.decompositions()).value().getQuestion();
        stage.assists();

        stage.issue(
                Rounds.of(root, 1, List.of(), Rounds.ask(0, "zz to the power of nothing"), Rounds.ask(1, "ab ^ 7")));

        List<Asked> asked = only(stage.decompositions()).value().getAsked();
        Exchange refused = asked.get(0).getExchange().orElseThrow();
        assertThat(refused.getStatus()).isEqualTo(AnswerStatus.CANNOT_ANSWER);
        assertThat(refused.getReason()).contains("expected a question like");
        assertThat(refused.getAnsweredBy().getKind()).isEqualTo(AnswererKind.PIPELINE);
        assertThat(asked.get(1).getExchange()).isEmpty();
        assertThat(only(stage.assists()).value().getText()).isEqualTo("ab ^ 7");
    }

    @Test
    void anAskThatIsTooLongIsRefused() {
        stage.ask(Questions.powering("q").build());
        Question root = only(stage.decompositions()).value().getQuestion();

        stage.issue(Rounds.of(root, 1, List.of(), Rounds.ask(0, "a".repeat(10_001))));

        Asked asked = only(stage.decompositions()).value().getAsked().get(0);
        assertThat(asked.getExchange().orElseThrow().getReason()).contains("10001 characters");
    }

    private static void assertTimedOut(Decomposition node) {
        assertThat(node.getAsked()).isNotEmpty().allSatisfy(asked -> {
            assertThat(asked.getExchange().orElseThrow().getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
            assertThat(asked.getExchange().orElseThrow().getReason()).contains("expired");
        });
    }
}
