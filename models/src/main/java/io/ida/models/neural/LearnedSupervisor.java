package io.ida.models.neural;

import io.ida.amplification.Assistant;
import io.ida.amplification.BatchSupervisor;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.Move;
import io.ida.amplification.Situation;
import io.ida.amplification.SupervisorName;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import io.ida.models.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * H&prime;: a network that imitates H's moves, always by the likeliest token. It has not been shown how H handles
 * failures, so a sub-question that failed fails its question; a sub-answer that it cannot read is {@code idk}, as it is
 * to H; and what it says that makes no move fails its question with the reason. Several threads compute side by side;
 * {@link #close} waits for them.
 */
public final class LearnedSupervisor implements BatchSupervisor {
    /** What model versions call this kind of checkpoint. */
    public static final String ARCHITECTURE = Imitator.ARCHITECTURE;

    private final Imitator imitator;
    private final Speaker speaker;
    private final String name;
    private final int version;
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private boolean closed;

    LearnedSupervisor(Imitator imitator, float[] parameters, String model, int version) {
        this.imitator = imitator;
        speaker = new Speaker(imitator, parameters);
        name = SupervisorName.learned(model).toString();
        this.version = version;
    }

    /**
     * The H&prime; of a checkpoint.
     *
     * @param model name of the model that it is a version of
     * @param version the version
     * @throws CheckpointException if it is not a complete checkpoint of this architecture
     */
    public static LearnedSupervisor read(InputStream checkpoint, String model, int version) throws IOException {
        Imitator.Stored stored = Imitator.open(checkpoint);
        float[] parameters = stored.file().readSection();
        stored.file().finish();
        return new LearnedSupervisor(stored.imitator(), parameters, model, version);
    }

    /** {@code learned:} and the model. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public List<Move> next(List<Situation> situations) {
        closing.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("This supervisor is closed.");
            }
            return moves(situations);
        } finally {
            closing.readLock().unlock();
        }
    }

    /** A move that was computed before in the same situation, up to the names in it. */
    @Override
    public Optional<Move> recall(Situation situation) {
        Begun begun = begin(situation);
        return begun.move() != null
                ? Optional.of(begun.move())
                : speaker.recall(begun.dialogue().tape()).map(said -> moved(begun.dialogue(), said));
    }

    private List<Move> moves(List<Situation> situations) {
        Move[] moves = new Move[situations.size()];
        List<Integer> open = new ArrayList<>();
        List<Dialogue> dialogues = new ArrayList<>();
        for (int index = 0; index < moves.length; index++) {
            Begun begun = begin(situations.get(index));
            moves[index] = begun.move();
            if (begun.move() == null) {
                open.add(index);
                dialogues.add(begun.dialogue());
            }
        }
        List<int[]> said = open.isEmpty()
                ? List.of()
                : speaker.moves(dialogues.stream().map(Dialogue::tape).toList());
        for (int place = 0; place < said.size(); place++) {
            moves[open.get(place)] = moved(dialogues.get(place), said.get(place));
        }
        return List.of(moves);
    }

    private static Move moved(Dialogue dialogue, int[] said) {
        return dialogue.move(said).orElseGet(() -> ended(AnswerStatus.FAILED, "What H′ said makes no move."));
    }

    /** A move that needs no network, or else what the network reads. */
    private record Begun(Move move, Dialogue dialogue) {}

    private Begun begin(Situation situation) {
        String task = imitator.forms().language().task();
        if (!situation.question().task().equals(task)) {
            String reason = "This supervisor knows the task " + task + ", not "
                    + situation.question().task() + ".";
            return new Begun(ended(AnswerStatus.CANNOT_ANSWER, reason), null);
        }
        for (Exchange exchange : situation.transcript()) {
            if (exchange.getStatus() != AnswerStatus.ANSWERED) {
                String reason = "Sub-question '" + exchange.getText() + "': " + exchange.getReason();
                return new Begun(ended(exchange.getStatus(), reason), null);
            }
        }
        Dialogue dialogue;
        try {
            dialogue = new Dialogue(
                    imitator.forms(),
                    situation.question().text(),
                    situation.question().sample());
        } catch (InvalidTextException unreadable) {
            return new Begun(ended(AnswerStatus.CANNOT_ANSWER, unreadable.getMessage()), null);
        }
        for (List<Exchange> round : Dialogue.rounds(situation.transcript())) {
            try {
                dialogue.addAsks(round);
            } catch (InvalidTextException unreadable) {
                return new Begun(ended(AnswerStatus.FAILED, unreadable.getMessage()), null);
            }
            try {
                dialogue.addAnswers(round);
            } catch (InvalidTextException unreadable) {
                return new Begun(ended(AnswerStatus.ANSWERED, ""), null);
            }
        }
        int longest = imitator.config().size().longest();
        if (dialogue.tape().length() >= longest) {
            String reason = "The transcript has " + dialogue.tape().length() + " tokens or more, this supervisor reads "
                    + longest + ".";
            return new Begun(ended(AnswerStatus.FAILED, reason), null);
        }
        return new Begun(null, dialogue);
    }

    private static Move ended(AnswerStatus status, String reason) {
        return new Move.Conclude(Assistant.IDK, status, reason);
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                speaker.close();
            }
        } finally {
            closing.writeLock().unlock();
        }
    }
}
