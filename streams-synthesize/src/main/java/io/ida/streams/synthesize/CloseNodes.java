package io.ida.streams.synthesize;

import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.Amplifier.Progress;
import io.ida.amplification.Amplifier.Waiting;
import io.ida.amplification.Answers;
import io.ida.amplification.Team;
import io.ida.events.Amplification;
import io.ida.events.Decomposition;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Round;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Runs H on a node whose round is complete: the node ends in an answer or goes on with another round. */
final class CloseNodes {
    private final Team team;
    private final ProcessorContext<String, Object> context;

    CloseNodes(Team team, ProcessorContext<String, Object> context) {
        this.team = team;
        this.context = context;
    }

    /**
     * Goes on with a node.
     *
     * @param round the exchanges of the round that is complete
     * @return whether the root of a tree was answered by it
     */
    boolean advance(Decomposition waiting, List<Exchange> round) {
        Question question = waiting.getQuestion();
        List<Exchange> transcript = new ArrayList<>(waiting.getTranscript());
        transcript.addAll(round);
        Progress progress = team.advance(question, transcript);
        if (progress instanceof Waiting next) {
            forward(
                    question,
                    new Round(question, next.round(), next.transcript(), next.asks()),
                    SynthesizeTopology.TO_ROUNDS);
            return false;
        }
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        Amplification amplification = Answers.amplified(question, (Concluded) progress, team.answerer(question), now);
        boolean root = question.getParentId().isEmpty();
        forward(question, amplification, SynthesizeTopology.TO_AMPLIFICATIONS);
        forward(
                question,
                amplification.getAnswer(),
                root ? SynthesizeTopology.TO_RESULTS : SynthesizeTopology.TO_ANSWERS);
        return root;
    }

    /** Everything of a tree carries its root's timestamp, so that old trees are finished before new ones. */
    private void forward(Question question, SpecificRecord event, String sink) {
        context.forward(
                new Record<String, Object>(
                        question.getRootId(), event, question.getAskedAt().toEpochMilli()),
                sink);
    }
}
