package io.ida.amplification;

import io.ida.events.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * An H that is best asked about many situations at once and takes its time: a model. One object is one exact version. A
 * move does not depend on what else is in the batch.
 */
public interface BatchSupervisor extends Supervisor, AutoCloseable {
    /**
     * The next moves.
     *
     * @param situations at least one
     * @return one move for each situation, in the same order
     */
    List<Move> next(List<Situation> situations);

    /** The next move, if it is at hand without being computed: well below a millisecond, at best. */
    default Optional<Move> recall(Situation situation) {
        return Optional.empty();
    }

    @Override
    default Move next(SupervisedQuestion question, List<Exchange> transcript) {
        return next(List.of(new Situation(question, transcript))).get(0);
    }

    @Override
    void close();
}
