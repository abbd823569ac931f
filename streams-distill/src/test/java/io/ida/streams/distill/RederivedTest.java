package io.ida.streams.distill;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Amplifier;
import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.Amplifier.Progress;
import io.ida.amplification.Amplifier.Waiting;
import io.ida.amplification.Answers;
import io.ida.amplification.Move;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.Supervisors;
import io.ida.amplification.Tasks;
import io.ida.amplification.Team;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Asked;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.events.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that a real H worked on. */
class RederivedTest {
    private static final Tasks TASKS = StandardTasks.all();
    private static final Team TEAM =
            new Team(TASKS, Supervisors.of(new ScriptedSupervisor(TASKS)), new Amplifier(100, 100));

    private final Rederived check = new Rederived(TASKS);

    @ParameterizedTest
    @ValueSource(strings = {"scripted", "scripted?error=1", "scripted?error=0.5"})
    void whatHAnsweredIsDerivedAgainHoweverOftenItErrs(String supervisor) {
        Question question = question(supervisor);
        Concluded done = work(question);

        assertThat(done.transcript()).extracting(Exchange::getText).contains("aa ^ 2");
        assertThat(examine(question, done.transcript(), done.conclusion().text()))
                .isEqualTo(Finding.PASSED);
    }

    @Test
    void anAnswerThatDoesNotFollowFromTheTranscriptFails() {
        Question question = question("scripted");

        assertFails(
                examine(question, work(question).transcript(), "ad"), "H answers 'ab' by this transcript, not 'ad'.");
    }

    @Test
    void anExchangeThatIsNotWhatHAskedFails() {
        Question question = question("scripted");
        List<Exchange> transcript = new ArrayList<>(work(question).transcript());
        transcript.set(
                0, Exchange.newBuilder(transcript.get(0)).setText("ab ^ 2").build());

        assertFails(examine(question, transcript, "ab"), "does not fit the script");
    }

    @Test
    void aTranscriptThatEndsTooSoonFails() {
        Question question = question("scripted");

        assertFails(examine(question, work(question).transcript().subList(0, 1), "ab"), "asks on");
    }

    @Test
    void ofAModelAndOfAnotherVersionNothingIsSaid() {
        Question question = question("scripted");
        List<Exchange> transcript = work(question).transcript();

        assertThat(examine(question("learned:h@1"), transcript, "ad", "learned:h", 1))
                .isEqualTo(Finding.NOT_APPLICABLE);
        assertThat(examine(question, transcript, "ad", "scripted", 2)).isEqualTo(Finding.NOT_APPLICABLE);
    }

    private Finding examine(Question question, List<Exchange> transcript, String answer) {
        Answerer h = TEAM.answerer(question);
        return examine(question, transcript, answer, h.getName(), h.getVersion());
    }

    private Finding examine(Question question, List<Exchange> transcript, String answer, String name, int version) {
        Concluded node = new Concluded(transcript, new Move.Conclude(answer, AnswerStatus.ANSWERED, ""));
        Answerer h = new Answerer(AnswererKind.SUPERVISOR, name, version);
        Trace row = Nodes.row(Answers.amplified(question, node, h, Instant.EPOCH));
        return check.examine(FinishedNode.ofDoneRoot(row));
    }

    private static void assertFails(Finding finding, String reason) {
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Failed.class,
                        failed -> assertThat(failed.reason()).contains(reason));
    }

    /** Lets H work until it has the answer; every sub-question gets the right one. */
    private static Concluded work(Question question) {
        Progress progress = TEAM.advance(question, List.of());
        while (progress instanceof Waiting waiting) {
            List<Exchange> transcript = new ArrayList<>(waiting.transcript());
            waiting.asks().forEach(ask -> transcript.add(answered(question, waiting.round(), ask)));
            progress = TEAM.advance(question, transcript);
        }
        return (Concluded) progress;
    }

    private static Exchange answered(Question question, int round, Asked ask) {
        return ask.getExchange()
                .orElseGet(() -> new Exchange(
                        round,
                        ask.getIndex(),
                        "id",
                        ask.getText(),
                        ask.getSample(),
                        AnswerStatus.ANSWERED,
                        TEAM.instance(question).solve(ask.getText()),
                        "",
                        new Answerer(AnswererKind.ASSISTANT, "table", 4),
                        List.of(),
                        false,
                        new Usage(1L, 0L)));
    }

    private static Question question(String supervisor) {
        return Question.newBuilder()
                .setId("q")
                .setTask("permutation-powering")
                .setText("aa ^ 5")
                .setContext(new Context("c", List.of("aa -> ab", "ab -> ac", "ac -> ad", "ad -> aa")))
                .setDepth(1)
                .setSupervisor(supervisor)
                .build();
    }
}
