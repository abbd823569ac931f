package io.ida.streams.assist;

import static io.ida.events.ModelStatus.PROMOTED;
import static io.ida.events.ModelStatus.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.AnswererKind;
import io.ida.events.ModelVersion;
import io.ida.events.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which version answers a question. */
class VersionsTest {
    @TempDir
    private Path state;

    private AssistDriver stage;

    @BeforeEach
    void open() {
        stage = new AssistDriver(state, Map.of("assist.models.loaded", "2"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theLatestIsTheHighestPromotedVersion() {
        stage.announce(2, PROMOTED, "fast/1");
        stage.announce(1, PROMOTED, "fast/1");
        stage.announce(11, PROMOTED, "fast/1");
        stage.announce(12, REJECTED, "fast/1");
        stage.ask(Questions.latest("a"));
        assertThat(settled()).containsExactly("m@11 says a");
    }

    @Test
    void aTombstoneTakesNoVersionAway() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.unannounce(1);
        stage.ask(Questions.latest("a"), Questions.pinned("b", "m", 1));
        assertThat(settled()).containsExactlyInAnyOrder("m@1 says a", "m@1 says b");
    }

    @Test
    void withoutAPromotedVersionTheUntrainedOneAnswers() {
        stage.announce(1, REJECTED, "fast/1");
        stage.announce(Questions.version("other", 3, PROMOTED, "fast/1"));
        stage.ask(Questions.latest("a"), Questions.pinned("b", "nobody", 0));
        assertThat(settled()).containsExactlyInAnyOrder("m@0 says a", "nobody@0 says b");
    }

    @Test
    void aPinnedVersionAnswersEvenIfItIsRejectedOrOld() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.announce(2, REJECTED, "fast/1");
        stage.announce(3, PROMOTED, "fast/1");
        stage.ask(Questions.pinned("a", "m", 2), Questions.pinned("b", "m", 1), Questions.latest("c"));
        List<Answer> answers = stage.settle();
        assertThat(answers)
                .extracting(Answer::getText)
                .containsExactlyInAnyOrder("m@2 says a", "m@1 says b", "m@3 says c");
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.getText())
                        .startsWith("m@" + answer.getAnsweredBy().getVersion())
                        .startsWith("m@" + answer.getAssistantVersions().get(0).getVersion()));
    }

    @Test
    void aLoadedImmediateAssistantAnswersOnTheSpotWithoutState() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.ask(Questions.latest("warm-up"));
        assertThat(settled()).hasSize(1);
        stage.ask(Questions.latest("a"), Questions.latest("b"));
        assertThat(stage.texts()).containsExactly("m@1 says a", "m@1 says b");
        assertThat(stage.questionsInState()).isZero();
        assertThat(stage.workers.waiting()).isZero();
    }

    @Test
    void aNewVersionIsSwappedInWhileServing() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.ask(Questions.latest("a"));
        assertThat(settled()).containsExactly("m@1 says a");
        stage.announce(2, PROMOTED, "fast/1");
        stage.ask(Questions.latest("b"), Questions.pinned("c", "m", 1));
        assertThat(stage.texts()).containsExactly("m@1 says c");
        assertThat(settled()).containsExactly("m@2 says b");
        stage.ask(Questions.latest("d"));
        assertThat(stage.texts()).containsExactly("m@2 says d");
    }

    @Test
    void aQuestionForAVersionThatIsAnnouncedLaterWaitsForIt() {
        stage.ask(Questions.pinned("a", "m", 1));
        assertThat(stage.settle()).isEmpty();
        assertThat(stage.questionsInState()).isEqualTo(1);
        stage.announce(1, PROMOTED, "fast/1");
        assertThat(settled()).containsExactly("m@1 says a");
        assertThat(stage.questionsInState()).isZero();
    }

    @Test
    void aVersionThatIsNeverAnnouncedIsAFailureAfterTheWait() {
        stage.ask(Questions.pinned("a", "m", 7));
        stage.advance(Duration.ofMillis(4900));
        assertThat(stage.answers.isEmpty()).isTrue();
        stage.advance(Duration.ofMillis(200));
        Answer answer = stage.answers.readValue();
        assertThat(answer.getStatus()).isEqualTo(AnswerStatus.FAILED);
        assertThat(answer.getReason()).contains("7").contains("m");
        assertThat(answer.getAnsweredBy().getKind()).isEqualTo(AnswererKind.PIPELINE);
        assertThat(answer.getUsage()).isEqualTo(new Usage(0L, 0L));
    }

    @Test
    void theWaitEndsWhenTheQuestionExpires() {
        stage.ask(Questions.expiringAt(Questions.NOW.plusSeconds(1), Questions.pinned("a", "m", 7)));
        stage.advance(Duration.ofSeconds(1));
        assertThat(stage.answers.readValue().getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
    }

    @Test
    void aCheckpointThatCannotBeLoadedFailsItsQuestionsOnly() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.announce(2, PROMOTED, "missing/1");
        stage.ask(Questions.latest("a"), Questions.pinned("b", "m", 1));
        assertThat(stage.settle())
                .extracting(
                        Answer::getStatus,
                        Answer::getReason,
                        answer -> answer.getUsage().getAssistantCalls())
                .containsExactlyInAnyOrder(
                        tuple(AnswerStatus.FAILED, "Version 2 of m cannot be loaded: no such checkpoint", 0L),
                        tuple(AnswerStatus.ANSWERED, "", 1L));
    }

    @Test
    void aVersionAnnouncedAgainWithOtherContentIsLoadedAnew() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.ask(Questions.latest("a"));
        stage.settle();
        stage.announce(ModelVersion.newBuilder(Questions.version("m", 1, PROMOTED, "fast/1"))
                .setSha256("other")
                .build());
        stage.ask(Questions.latest("b"));
        stage.settle();
        assertThat(stage.loaded)
                .extracting(assistant -> assistant.version.getSha256())
                .containsExactly("sha-1", "other");
    }

    @Test
    void assistantsBeyondTheCapacityAreClosedAndLoadedAgain() {
        for (int version = 1; version <= 3; version++) {
            stage.announce(version, PROMOTED, "fast/1");
            stage.ask(Questions.pinned("a" + version, "m", version));
            stage.settle();
        }
        assertThat(stage.loaded).extracting(assistant -> assistant.closed).containsExactly(true, false, false);
        stage.ask(Questions.pinned("b", "m", 1));
        assertThat(settled()).containsExactly("m@1 says b");
        assertThat(stage.loaded).hasSize(4);
    }

    @Test
    void closingTheStageClosesItsAssistants() {
        stage.announce(1, PROMOTED, "fast/1");
        stage.ask(Questions.latest("a"));
        stage.settle();
        stage.close();
        assertThat(stage.loaded).extracting(assistant -> assistant.closed).containsExactly(true);
        stage = new AssistDriver(state, Map.of());
    }

    private List<String> settled() {
        return stage.settle().stream().map(Answer::getText).toList();
    }
}
