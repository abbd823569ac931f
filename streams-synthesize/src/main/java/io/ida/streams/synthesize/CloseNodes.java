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
import io.ida.streams.models.LearnedSupervision;
import io.ida.streams.models.LearnedSupervisors;
import io.ida.streams.runtime.StageMeters;
import io.ida.streams.runtime.StageTracing;
import io.ida.streams.runtime.Traced;
import io.ida.tracing.Tracing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Runs H on a node whose round is complete: the node ends in an answer or goes on with another round. */
final class CloseNodes implements AutoCloseable {
    private final Team team;
    private final LearnedSupervision supervision;
    private final Consumer<Question> rootAnswered;
    private final ProcessorContext<String, Object> context;
    private final StageMeters meters;
    private final Tracing tracing;

    /** @param rootAnswered is told the root of a tree when it is answered */
    CloseNodes(
            Team team,
            LearnedSupervisors learned,
            Consumer<Question> rootAnswered,
            ProcessorContext<String, Object> context) {
        this.team = team;
        this.rootAnswered = rootAnswered;
        this.context = context;
        meters = StageMeters.of(context);
        tracing = StageTracing.of(context);
        supervision = learned.supervision(context, team, this::proceed);
    }

    /**
     * Goes on with a node, at once or, where H is a model, perhaps later.
     *
     * @param round the exchanges of the round that is complete
     */
    void advance(Traced<Decomposition> node, List<Exchange> round) {
        Decomposition waiting = node.value();
        Question question = waiting.getQuestion();
        List<Exchange> transcript = new ArrayList<>(waiting.getTranscript());
        transcript.addAll(round);
        if (LearnedSupervision.isFor(question)) {
            Round next = new Round(question, waiting.getRound() + 1, transcript, List.of());
            supervision.advance(new Record<>(
                    question.getRootId(), next, question.getAskedAt().toEpochMilli(), node.headers()));
        } else {
            proceed(new Traced<>(question, node.headers()), team.advance(question, transcript));
        }
    }

    @Override
    public void close() {
        supervision.close();
    }

    private void proceed(Record<String, Round> node, Progress progress) {
        proceed(new Traced<>(node.value().getQuestion(), node.headers()), progress);
    }

    private void proceed(Traced<Question> node, Progress progress) {
        Question question = node.value();
        if (progress instanceof Waiting next) {
            forward(
                    node,
                    new Round(question, next.round(), next.transcript(), next.asks()),
                    SynthesizeTopology.TO_ROUNDS);
            return;
        }
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        Amplification amplification = Answers.amplified(question, (Concluded) progress, team.answerer(question), now);
        boolean root = question.getParentId().isEmpty();
        forward(node, amplification, SynthesizeTopology.TO_AMPLIFICATIONS);
        forward(node, amplification.getAnswer(), root ? SynthesizeTopology.TO_RESULTS : SynthesizeTopology.TO_ANSWERS);
        meters.answered(amplification.getAnswer());
        tracing.answered(amplification.getAnswer(), node.headers());
        if (root) {
            rootAnswered.accept(question);
        }
    }

    /** Everything of a tree carries its root's timestamp, so that old trees are finished before new ones. */
    private void forward(Traced<Question> node, SpecificRecord event, String sink) {
        Question question = node.value();
        context.forward(
                new Record<String, Object>(
                        question.getRootId(), event, question.getAskedAt().toEpochMilli(), node.headers()),
                sink);
    }
}
