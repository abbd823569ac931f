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
import java.util.Optional;
import java.util.stream.IntStream;

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
     * A node whose rounds so far are complete.
     *
     * @param question the node, at depth 1 or more
     * @param transcript all exchanges so far, by round and index
     */
    public record Node(Task task, Instance instance, Question question, List<Exchange> transcript) {}

    /** Goes on with a node. */
    public Progress advance(Supervisor supervisor, Node node) {
        Course course = new Course(node);
        while (true) {
            Situation situation = course.situation();
            Optional<Progress> progress = course.take(supervisor.next(situation.question(), situation.transcript()));
            if (progress.isPresent()) {
                return progress.get();
            }
        }
    }

    /** Goes on with a node if all that H says to it is at hand. */
    public Optional<Progress> recall(BatchSupervisor supervisor, Node node) {
        Course course = new Course(node);
        while (true) {
            Optional<Move> move = supervisor.recall(course.situation());
            if (move.isEmpty()) {
                return Optional.empty();
            }
            Optional<Progress> progress = course.take(move.get());
            if (progress.isPresent()) {
                return progress;
            }
        }
    }

    /**
     * Goes on with several nodes, of which as many as possible are put to H at once.
     *
     * @param nodes at least one
     * @return the progress of each node, in the same order
     */
    public List<Progress> advance(BatchSupervisor supervisor, List<Node> nodes) {
        List<Course> courses = nodes.stream().map(Course::new).toList();
        Progress[] progresses = new Progress[courses.size()];
        List<Integer> open =
                new ArrayList<>(IntStream.range(0, progresses.length).boxed().toList());
        while (!open.isEmpty()) {
            List<Move> moves = supervisor.next(
                    open.stream().map(index -> courses.get(index).situation()).toList());
            if (moves.size() != open.size()) {
                throw new IllegalStateException(moves.size() + " moves in " + open.size() + " situations");
            }
            List<Integer> stillOpen = new ArrayList<>();
            for (int place = 0; place < moves.size(); place++) {
                int index = open.get(place);
                Optional<Progress> progress = courses.get(index).take(moves.get(place));
                progress.ifPresentOrElse(made -> progresses[index] = made, () -> stillOpen.add(index));
            }
            open = stillOpen;
        }
        return List.of(progresses);
    }

    /** A node on its way, as far as the environment alone answers what H asks. */
    private final class Course {
        private final Node node;
        private final SupervisedQuestion question;
        private final List<Exchange> exchanges;

        Course(Node node) {
            this.node = node;
            Question asked = node.question();
            question = new SupervisedQuestion(asked.getTask(), asked.getText(), asked.getDepth(), asked.getSample());
            exchanges = new ArrayList<>(node.transcript());
        }

        Situation situation() {
            return new Situation(question, exchanges);
        }

        /** Takes H's move; empty if H is to move again. */
        Optional<Progress> take(Move move) {
            if (move instanceof Move.Conclude conclusion) {
                return Optional.of(new Concluded(exchanges, conclusion));
            }
            int round = exchanges.isEmpty()
                    ? 0
                    : exchanges.get(exchanges.size() - 1).getRound() + 1;
            List<SubQuestion> asks = ((Move.Ask) move).subQuestions();
            if (round >= maxRounds || asks.size() > maxAsks) {
                return Optional.of(new Concluded(exchanges, stopped(round, asks.size())));
            }
            List<Asked> asked = new ArrayList<>(asks.size());
            for (int index = 0; index < asks.size(); index++) {
                asked.add(answerIfPrimitive(node.task(), node.instance(), round, index, asks.get(index)));
            }
            if (asked.stream().anyMatch(ask -> ask.getExchange().isEmpty())) {
                return Optional.of(new Waiting(exchanges, round, asked));
            }
            asked.forEach(ask -> exchanges.add(ask.getExchange().orElseThrow()));
            return Optional.empty();
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
