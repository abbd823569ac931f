package io.ida.amplification;

import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Asked;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs H on one node until it has the answer or must wait for one, letting the environment answer primitive
 * sub-questions on the spot. Pure; safe for use by several threads.
 */
public final class Amplifier {
    private static final Usage NO_USAGE = new Usage(0L, 0L);

    private final int maxRounds;
    private final int maxAsks;

    /**
     * @param maxRounds how many rounds H may use for one question before it is stopped
     * @param maxAsks how many sub-questions H may ask in one round
     */
    public Amplifier(int maxRounds, int maxAsks) {
        this.maxRounds = maxRounds;
        this.maxAsks = maxAsks;
    }

    /** How far a node has come. */
    public sealed interface Progress {
        /** Every exchange so far. */
        List<Exchange> transcript();
    }

    /**
     * H waits.
     *
     * @param round number of the round that waits
     * @param asks what H asks in it, by index; primitives are answered already
     */
    public record Waiting(List<Exchange> transcript, int round, List<Asked> asks) implements Progress {}

    /** H has answered. */
    public record Concluded(List<Exchange> transcript, Move.Conclude conclusion) implements Progress {}

    /**
     * Goes on with a node whose rounds so far are complete.
     *
     * @param question the node, at depth 1 or more
     * @param transcript all exchanges so far, by round and index
     */
    public Progress advance(
            Supervisor supervisor, Task task, Instance instance, Question question, List<Exchange> transcript) {
        List<Exchange> exchanges = new ArrayList<>(transcript);
        SupervisedQuestion supervised = new SupervisedQuestion(
                question.getTask(), question.getText(), question.getDepth(), question.getSample());
        while (true) {
            int round = exchanges.isEmpty()
                    ? 0
                    : exchanges.get(exchanges.size() - 1).getRound() + 1;
            Move move = supervisor.next(supervised, List.copyOf(exchanges));
            if (move instanceof Move.Conclude conclusion) {
                return new Concluded(exchanges, conclusion);
            }
            List<SubQuestion> asks = ((Move.Ask) move).subQuestions();
            if (round >= maxRounds || asks.size() > maxAsks) {
                return new Concluded(exchanges, stopped(round, asks.size()));
            }
            List<Asked> asked = new ArrayList<>(asks.size());
            for (int index = 0; index < asks.size(); index++) {
                asked.add(answerIfPrimitive(task, instance, round, index, asks.get(index)));
            }
            if (asked.stream().anyMatch(ask -> ask.getExchange().isEmpty())) {
                return new Waiting(exchanges, round, asked);
            }
            asked.forEach(ask -> exchanges.add(ask.getExchange().orElseThrow()));
        }
    }

    private Move.Conclude stopped(int round, int asks) {
        String reason = round >= maxRounds
                ? "H was stopped after " + maxRounds + " rounds without an answer."
                : "H was stopped: it asked " + asks + " sub-questions in one round, " + maxAsks + " are allowed.";
        return new Move.Conclude(Assistant.IDK, AnswerStatus.FAILED, reason);
    }

    private static Asked answerIfPrimitive(Task task, Instance instance, int round, int index, SubQuestion ask) {
        Exchange exchange = null;
        if (task.isPrimitive(ask.text())) {
            String answer = instance.environmentAnswer(ask.text(), ask.sample());
            Answerer environment = new Answerer(AnswererKind.ENVIRONMENT, task.name(), 0);
            exchange = new Exchange(
                    round,
                    index,
                    null,
                    ask.text(),
                    ask.sample(),
                    AnswerStatus.ANSWERED,
                    answer,
                    "",
                    environment,
                    List.of(),
                    false,
                    NO_USAGE);
        }
        return new Asked(index, ask.text(), ask.sample(), null, false, exchange);
    }
}
