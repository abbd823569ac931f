package io.ida.streams.synthesize;

import static io.ida.events.ModelStatus.PROMOTED;
import static io.ida.streams.synthesize.FakeSupervisors.version;
import static io.ida.streams.synthesize.JoinTest.only;
import static io.ida.streams.synthesize.SynthesizeDriver.START;
import static io.ida.streams.synthesize.Trees.answer;
import static io.ida.streams.synthesize.Trees.child;
import static io.ida.streams.synthesize.Trees.decomposition;
import static io.ida.streams.synthesize.Trees.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Round;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LearnedSupervisorsTest {
    private static final Map<String, String> PROPERTIES = Map.of(
            "synthesize.model.store", "unused",
            "synthesize.model.wait.ms", "5000");
    private static final Answerer H = new Answerer(AnswererKind.SUPERVISOR, "learned:h", 2);

    private final FakeSupervisors supervisors = new FakeSupervisors();
    private final SynthesizeDriver stage = new SynthesizeDriver(PROPERTIES, supervisors.calls());
    private final Question root = learned(Trees.wildcards("q", 1, "??aaaa"));
    private final Question left = child(root, 0, 0, "a?aaaa");
    private final Question right = child(root, 0, 1, "b?aaaa");

    @AfterEach
    void close() {
        stage.close();
        assertThat(supervisors.open).isZero();
    }

    @Test
    void aNodeIsClosedByASlowCall() {
        stage.announce(version("h", 2, PROMOTED));
        complete();
        assertThat(stage.held()).containsExactly("slow-moves q#1");
        assertThat(stage.results()).isEmpty();

        settle();

        assertThat(supervisors.calls).containsExactly("2: ??aaaa");
        TestRecord<String, Answer> result = only(stage.results());
        assertThat(result.key()).isEqualTo("q");
        assertThat(result.getRecordTime()).isEqualTo(START);
        assertThat(result.value().getText()).isEqualTo("2");
        assertThat(result.value().getAnsweredBy()).isEqualTo(H);
        Amplification node = only(stage.amplifications()).value();
        assertThat(node.getAnswer()).isEqualTo(result.value());
        assertThat(node.getTranscript()).extracting(Exchange::getAnswer).containsExactly("3", "-1");
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void nodesOfOneVersionShareACall() {
        stage.announce(version("h", 2, PROMOTED));
        complete();
        Question other = learned(Trees.wildcards("r", 1, "??bbbb"));
        Question one = child(other, 0, 0, "a?bbbb");
        Question two = child(other, 0, 1, "b?bbbb");
        stage.send(decomposition(other, issued(0, one), issued(1, two)), answer(one, "3"), answer(two, "4"));

        settle();

        assertThat(supervisors.calls).containsExactly("2: ??aaaa, ??bbbb");
        assertThat(stage.results())
                .extracting(result -> result.key() + " = " + result.value().getText())
                .containsExactlyInAnyOrder("q = 2", "r = 7");
    }

    @Test
    void aNodeGoesOnWithARoundIfHAsksMore() {
        stage.announce(version("h", 2, PROMOTED));
        Question powering = learned(Trees.powering("p", 1, "aa ^ 5"));
        Question half = child(powering, 0, 0, "aa ^ 2");
        stage.send(decomposition(powering, issued(0, half)), answer(half, "ac"));

        settle();

        TestRecord<String, Round> next = only(stage.rounds());
        assertThat(next.key()).isEqualTo("p");
        assertThat(next.getRecordTime()).isEqualTo(START);
        assertThat(next.value().getRound()).isEqualTo(1);
        assertThat(next.value().getAsks().get(0).getText()).isEqualTo("ac ^ 2");
        assertThat(next.value().getTranscript()).extracting(Exchange::getAnswer).containsExactly("ac");
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aDeepTreeIsForgottenOnceItsRootIsAnswered() {
        stage.announce(version("h", 2, PROMOTED));
        Question deep = learned(Trees.wildcards("q", 2, "???aaa"));
        Question one = child(deep, 0, 0, "a??aaa");
        Question two = child(deep, 0, 1, "b??aaa");
        Question leaf = child(one, 0, 0, "aa?aaa");
        Question other = child(one, 0, 1, "ab?aaa");
        stage.send(
                decomposition(deep, issued(0, one), issued(1, two)),
                decomposition(one, issued(0, leaf), issued(1, other)),
                answer(leaf, "1"),
                answer(other, "1"),
                answer(two, "5"));
        settle();

        assertThat(only(stage.results()).value().getText()).isEqualTo("7");
        assertThat(stage.amplifications())
                .extracting(node -> node.value().getAnswer().getAnsweredBy())
                .containsExactly(H, H);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aVersionThatIsAnnouncedLaterIsWaitedFor() {
        complete();
        settle();
        assertThat(stage.held()).containsExactly("held-moves q#1");

        stage.announce(version("h", 2, PROMOTED));
        settle();

        assertThat(only(stage.results()).value().getText()).isEqualTo("2");
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aVersionThatIsNeverAnnouncedFailsItsNodeAfterTheWait() {
        complete();
        stage.advance(Duration.ofSeconds(5));

        Answer answer = only(stage.results()).value();
        assertThat(answer.getStatus()).isEqualTo(AnswerStatus.FAILED);
        assertThat(answer.getReason()).contains("'learned:h@2' is not known");
        assertThat(answer.getAnsweredBy()).isEqualTo(H);
        assertThat(only(stage.amplifications()).value().getTranscript()).hasSize(2);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aNodeThatExpiresBeforeItsCallIsTimedOut() {
        stage.announce(version("h", 2, PROMOTED));
        complete();

        stage.advance(Trees.TIME_TO_LIVE);

        Answer answer = only(stage.results()).value();
        assertThat(answer.getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(only(stage.amplifications()).value().getTranscript()).hasSize(2);
        settle();
        assertThat(supervisors.calls).isEmpty();
        assertThat(stage.results()).isEmpty();
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aNodeWhoseAnswersDoNotComeIsTimedOut() {
        stage.announce(version("h", 2, PROMOTED));
        stage.send(decomposition(root, issued(0, left), issued(1, right)), answer(left, "3"));

        stage.advance(Trees.TIME_TO_LIVE);

        assertThat(only(stage.results()).value().getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(only(stage.amplifications()).value().getTranscript())
                .extracting(Exchange::getStatus)
                .containsExactly(AnswerStatus.ANSWERED, AnswerStatus.TIMED_OUT);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void afterARestartTheNodesInStateGoOn() {
        stage.announce(version("h", 2, PROMOTED));
        complete();

        stage.restart(START.plusMillis(50));
        stage.announce(version("h", 2, PROMOTED));
        settle();

        assertThat(only(stage.results()).value().getText()).isEqualTo("2");
        assertThat(supervisors.calls).containsExactly("2: ??aaaa");
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aBrokenSupervisorFailsItsNode() {
        supervisors.broken = true;
        stage.announce(version("h", 2, PROMOTED));
        complete();
        settle();

        Answer answer = only(stage.results()).value();
        assertThat(answer.getStatus()).isEqualTo(AnswerStatus.FAILED);
        assertThat(answer.getReason()).contains("broken on purpose");
    }

    private void complete() {
        stage.send(decomposition(root, issued(0, left), issued(1, right)), answer(left, "3"), answer(right, "-1"));
    }

    /** Lets workers and punctuations run until there is nothing left to do. */
    private void settle() {
        for (int turn = 0; turn < 6; turn++) {
            supervisors.workers.runAll();
            stage.tick();
        }
    }

    private static Question learned(Question question) {
        return Question.newBuilder(question).setSupervisor("learned:h@2").build();
    }
}
