package io.ida.streams.decompose;

import static io.ida.events.ModelStatus.PROMOTED;
import static io.ida.events.ModelStatus.REJECTED;
import static io.ida.streams.decompose.DecomposeDriver.START;
import static io.ida.streams.decompose.FakeSupervisors.version;
import static io.ida.streams.decompose.RootsTest.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Decomposition;
import io.ida.events.Question;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LearnedSupervisorsTest {
    // The test driver forgets what is written in a transaction before the first record that can be read.
    private static final Map<String, String> PROPERTIES = Map.of(
            "processing.guarantee", "at_least_once",
            "decompose.model.store", "unused",
            "decompose.model.wait.ms", "5000",
            "decompose.batch.size", "3");

    private final FakeSupervisors supervisors = new FakeSupervisors();
    private final DecomposeDriver stage = new DecomposeDriver(PROPERTIES, supervisors.calls());

    @AfterEach
    void close() {
        stage.close();
        assertThat(supervisors.open).isZero();
    }

    @Test
    void nodesAreOpenedByTheLatestPromotedVersionInOneCall() {
        stage.announce(version("h", 1, PROMOTED));
        stage.announce(version("h", 2, PROMOTED));
        stage.announce(version("h", 3, REJECTED));
        stage.ask(learned("p", "learned:h"));
        stage.ask(learned("q", "learned:h"));
        assertThat(stage.decompositions()).isEmpty();
        assertThat(stage.movesInState()).isEqualTo(2);

        settle();

        assertThat(supervisors.calls).containsExactly("2: aa ^ 5, aa ^ 5");
        assertThat(stage.movesInState()).isZero();
        List<TestRecord<String, Decomposition>> decompositions = stage.decompositions();
        assertThat(decompositions).extracting(TestRecord::key).containsExactlyInAnyOrder("p", "q");
        assertThat(decompositions).allSatisfy(decomposition -> {
            assertThat(decomposition.getRecordTime()).isEqualTo(START);
            assertThat(decomposition.value().getQuestion().getSupervisor()).isEqualTo("learned:h@2");
            assertThat(decomposition.value().getAsked().get(0).getText()).isEqualTo("aa ^ 2");
        });
        assertThat(stage.assists())
                .extracting(assist -> assist.value().getSupervisor())
                .containsExactly("learned:h@2", "learned:h@2");
    }

    @Test
    void aTreeKeepsItsVersionWhenANewOneIsPromoted() {
        stage.announce(version("h", 1, PROMOTED));
        stage.ask(Questions.powering("q").setSupervisor("learned:h").setDepth(2).build());
        settle();
        Question child = only(stage.subQuestions()).value();
        stage.announce(version("h", 2, PROMOTED));

        settle();

        assertThat(child.getSupervisor()).isEqualTo("learned:h@1");
        // The environment answers what the child asks, so its H moves three times in a row.
        assertThat(supervisors.calls).containsExactly("1: aa ^ 5", "1: aa ^ 2", "1: aa ^ 2", "1: aa ^ 2");
        assertThat(stage.assists()).isEmpty();
        assertThat(stage.amplifications()).hasSize(1);
    }

    @Test
    void whatConcludesAtOnceNamesTheSupervisorAndItsVersion() {
        stage.announce(version("h", 4, PROMOTED));
        stage.ask(Questions.wildcards("q")
                .setText("?aaaaa")
                .setSupervisor("learned:h?error=0")
                .build());
        stage.ask(Questions.wildcards("r")
                .setText("?aaaaa")
                .setSupervisor("learned:h@4?error=1")
                .build());

        settle();

        Map<String, Answerer> answerers = Map.of(
                "q", new Answerer(AnswererKind.SUPERVISOR, "learned:h", 4),
                "r", new Answerer(AnswererKind.SUPERVISOR, "learned:h?error=1", 4));
        assertThat(stage.amplifications())
                .hasSize(2)
                .allSatisfy(node ->
                        assertThat(node.value().getAnswer().getAnsweredBy()).isEqualTo(answerers.get(node.key())));
        assertThat(stage.results())
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.value().getStatus()).isEqualTo(AnswerStatus.ANSWERED));
    }

    @Test
    void whatASupervisorSaidBeforeItSaysAtOnceWithoutState() {
        supervisors.rememberWhatTheySaid = true;
        stage.announce(version("h", 1, PROMOTED));
        stage.ask(learned("q", "learned:h"));
        settle();
        stage.decompositions();

        stage.ask(learned("r", "learned:h"));

        assertThat(only(stage.decompositions()).key()).isEqualTo("r");
        assertThat(stage.movesInState()).isZero();
        assertThat(supervisors.calls).hasSize(1);
    }

    @Test
    void aScriptedSupervisorTouchesNeitherStateNorWorkers() {
        stage.ask(Questions.powering("q").build());

        assertThat(stage.decompositions()).hasSize(1);
        assertThat(stage.movesInState()).isZero();
        assertThat(supervisors.workers.waiting()).isZero();
    }

    @Test
    void anErringScriptIsNamed() {
        stage.ask(Questions.wildcards("q")
                .setText("?aaaaa")
                .setSupervisor("scripted?error=1")
                .build());

        assertThat(only(stage.results()).value().getAnsweredBy())
                .isEqualTo(new Answerer(AnswererKind.SUPERVISOR, "scripted?error=1", 1));
    }

    @Test
    void aSupervisorThatThereIsNotCannotAnswer() {
        stage.announce(version("h", 1, REJECTED));
        stage.announce(version("x", 1, PROMOTED, "neural/1"));
        stage.ask(learned("q", "learned:nobody"));
        stage.ask(learned("r", "learned:h"));
        stage.ask(learned("s", "learned:x"));
        stage.ask(learned("t", "learned:x@1"));
        stage.ask(learned("u", "learned:x@one"));

        assertThat(stage.results())
                .extracting(result ->
                        result.value().getStatus() + " " + result.value().getReason())
                .satisfiesExactly(
                        answer -> assertThat(answer)
                                .isEqualTo("CANNOT_ANSWER No version of the supervisor 'learned:nobody' is promoted."),
                        answer -> assertThat(answer)
                                .isEqualTo("CANNOT_ANSWER No version of the supervisor 'learned:h' is promoted."),
                        answer -> assertThat(answer)
                                .isEqualTo("CANNOT_ANSWER Version 1 of x is no supervisor: its architecture is"
                                        + " 'neural/1'."),
                        answer -> assertThat(answer).contains("is no supervisor"),
                        answer -> assertThat(answer).contains("Unknown supervisor 'learned:x@one'"));
        assertThat(stage.movesInState()).isZero();
    }

    @Test
    void withoutAModelStoreNoLearnedSupervisorCanAnswer() {
        try (DecomposeDriver without = new DecomposeDriver()) {
            without.announce(version("h", 1, PROMOTED));
            without.ask(learned("q", "learned:h"));

            Answer answer = only(without.results()).value();
            assertThat(answer.getStatus()).isEqualTo(AnswerStatus.CANNOT_ANSWER);
            assertThat(answer.getReason()).contains("decompose.model.store is not set");
        }
    }

    @Test
    void aVersionThatIsAnnouncedLaterIsWaitedFor() {
        stage.ask(learned("q", "learned:h@3"));
        settle();
        assertThat(stage.movesInState()).isEqualTo(1);
        assertThat(stage.decompositions()).isEmpty();

        stage.announce(version("h", 3, REJECTED));
        settle();

        assertThat(supervisors.calls).containsExactly("3: aa ^ 5");
        assertThat(stage.decompositions()).hasSize(1);
        assertThat(stage.movesInState()).isZero();
    }

    @Test
    void aVersionThatIsNeverAnnouncedFailsItsNodeAfterTheWait() {
        stage.ask(learned("q", "learned:h@3"));
        stage.advance(Duration.ofMillis(4900));
        assertThat(stage.results()).isEmpty();

        stage.advance(Duration.ofMillis(200));

        Amplification node = only(stage.amplifications()).value();
        assertThat(only(stage.results()).value()).isEqualTo(node.getAnswer());
        assertThat(node.getAnswer().getStatus()).isEqualTo(AnswerStatus.FAILED);
        assertThat(node.getAnswer().getReason())
                .isEqualTo("The supervisor 'learned:h@3' is not known: nobody announced it.");
        assertThat(node.getAnswer().getAnsweredBy()).isEqualTo(new Answerer(AnswererKind.SUPERVISOR, "learned:h", 3));
        assertThat(stage.movesInState()).isZero();
    }

    @Test
    void aNodeThatExpiresBeforeItsCallIsTimedOut() {
        stage.announce(version("h", 1, PROMOTED));
        stage.ask(learnedUntil("q", "learned:h"));
        stage.ask(learnedUntil("r", "learned:h@7"));

        stage.advance(Duration.ofSeconds(1));

        assertThat(stage.amplifications())
                .hasSize(2)
                .allSatisfy(
                        node -> assertThat(node.value().getAnswer().getStatus()).isEqualTo(AnswerStatus.TIMED_OUT));
        assertThat(stage.results()).hasSize(2);
        supervisors.workers.runAll();
        settle();
        assertThat(supervisors.calls).isEmpty();
        assertThat(stage.movesInState()).isZero();
    }

    @Test
    void aNodeThatHasExpiredAlreadyIsTimedOutAtOnce() {
        stage.announce(version("h", 1, PROMOTED));
        stage.ask(Questions.powering("q")
                .setSupervisor("learned:h")
                .setExpiresAt(START.minusSeconds(1))
                .build());

        assertThat(only(stage.results()).value().getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(stage.movesInState()).isZero();
    }

    @Test
    void afterARestartTheNodesInStateGoOn() {
        stage.ask(learned("q", "learned:h@1"));
        stage.announce(version("h", 2, PROMOTED));
        stage.ask(learned("r", "learned:h"));
        assertThat(stage.movesInState()).isEqualTo(2);

        stage.restart(START.plusMillis(50));
        stage.announce(version("h", 1, PROMOTED));
        stage.announce(version("h", 2, PROMOTED));
        settle();

        assertThat(stage.decompositions())
                .extracting(
                        TestRecord::key,
                        decomposition -> decomposition.value().getQuestion().getSupervisor())
                .containsExactlyInAnyOrder(tuple("q", "learned:h@1"), tuple("r", "learned:h@2"));
        assertThat(supervisors.calls).containsExactlyInAnyOrder("1: aa ^ 5", "2: aa ^ 5");
        assertThat(stage.movesInState()).isZero();
    }

    @Test
    void aBrokenSupervisorOrCheckpointFailsItsNodes() {
        stage.announce(version("h", 1, PROMOTED));
        supervisors.missing = true;
        stage.ask(learned("q", "learned:h"));
        settle();
        assertThat(only(stage.results()).value().getReason())
                .isEqualTo("Version 1 of h cannot be loaded: no such checkpoint");

        supervisors.missing = false;
        supervisors.broken = true;
        stage.ask(learned("r", "learned:h"));
        settle();
        Answer answer = only(stage.results()).value();
        assertThat(answer.getStatus()).isEqualTo(AnswerStatus.FAILED);
        assertThat(answer.getReason()).contains("learned:h failed").contains("broken on purpose");
    }

    @Test
    void aSubQuestionWhoseSupervisorHasNoVersionIsADeadLetter() {
        Question root = learned("q", "learned:h");
        stage.askSubQuestion(Question.newBuilder(root)
                .setRootId("root")
                .setParentId("root")
                .setPath("0.0")
                .build());

        assertThat(stage.deadLetters()).hasSize(1);
        assertThat(stage.movesInState()).isZero();
    }

    @Test
    void headersAndTimestampSurviveTheCall() {
        stage.announce(version("h", 1, PROMOTED));
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", new byte[] {1});
        Question child = Question.newBuilder(learned("q/0.0", "learned:h@1"))
                .setRootId("q")
                .setParentId("q")
                .setPath("0.0")
                .setBudget(Questions.budget(10))
                .setExpiresAt(START.plusSeconds(60))
                .build();
        stage.askSubQuestion(new TestRecord<>("q", child, headers, START));
        settle();

        TestRecord<String, Decomposition> decomposition = only(stage.decompositions());
        assertThat(decomposition.key()).isEqualTo("q");
        assertThat(decomposition.getRecordTime()).isEqualTo(START);
        assertThat(decomposition.getHeaders()).isEqualTo(headers);
    }

    /** Lets workers and punctuations run until there is nothing left to do. */
    private void settle() {
        for (int turn = 0; turn < 10; turn++) {
            supervisors.workers.runAll();
            stage.advance(Duration.ofMillis(20));
        }
    }

    private static Question learned(String id, String supervisor) {
        return Questions.powering(id).setSupervisor(supervisor).build();
    }

    private static Question learnedUntil(String id, String supervisor) {
        return Questions.powering(id)
                .setSupervisor(supervisor)
                .setExpiresAt(START.plusSeconds(1))
                .build();
    }
}
