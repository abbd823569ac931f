package io.ida.streams.decompose;

import io.ida.amplification.Amplifier;
import io.ida.amplification.Amplifier.Progress;
import io.ida.amplification.Amplifier.Waiting;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.Supervisors;
import io.ida.amplification.Tasks;
import io.ida.amplification.Team;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Asked;
import io.ida.events.Decomposition;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Round;
import io.ida.events.Usage;
import java.util.ArrayList;
import java.util.List;

/** Plays the stage that puts answers together: makes the rounds that it would send back. */
final class Rounds {
    private static final Tasks TASKS = StandardTasks.all();
    private static final Team TEAM =
            new Team(TASKS, Supervisors.of(new ScriptedSupervisor(TASKS)), new Amplifier(64, 64));

    private Rounds() {}

    /** What H asks once every open ask of a round got the same answer. */
    static Round next(Decomposition node, String answer) {
        Progress progress = TEAM.advance(node.getQuestion(), transcript(node, answer));
        Waiting waiting = (Waiting) progress;
        return new Round(node.getQuestion(), waiting.round(), waiting.transcript(), waiting.asks());
    }

    /** A round with asks of our own choosing. */
    static Round of(Question node, int round, List<Exchange> transcript, Asked... asks) {
        return new Round(node, round, transcript, List.of(asks));
    }

    static Asked ask(int index, String text) {
        return ask(index, text, 0);
    }

    static Asked ask(int index, String text, int sample) {
        return new Asked(index, text, sample, null, false, null);
    }

    /** All exchanges of a node once every open ask got the same answer. */
    static List<Exchange> transcript(Decomposition node, String answer) {
        List<Exchange> transcript = new ArrayList<>(node.getTranscript());
        for (Asked asked : node.getAsked()) {
            transcript.add(asked.getExchange().orElseGet(() -> exchange(node.getRound(), asked, answer)));
        }
        return transcript;
    }

    private static Exchange exchange(int round, Asked asked, String answer) {
        return new Exchange(
                round,
                asked.getIndex(),
                asked.getQuestionId().orElse(null),
                asked.getText(),
                asked.getSample(),
                AnswerStatus.ANSWERED,
                answer,
                "",
                new Answerer(AnswererKind.ASSISTANT, "table", 1),
                List.of(),
                asked.getReused(),
                new Usage(1L, 0L));
    }
}
