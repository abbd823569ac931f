package io.ida.training;

import java.util.List;

/**
 * Trains the versions that {@code trainings} requests and announces each once on {@code models}. Run it on a thread of
 * its own; {@link #close} may be called from any.
 */
public final class TrainingJob implements Runnable, AutoCloseable {
    public TrainingJob(TrainingConfig config) {
        this(config, List.of(TableLearner.FACTORY));
    }

    public TrainingJob(TrainingConfig config, List<LearnerFactory> learners) {
        throw new UnsupportedOperationException("later today");
    }

    /** Works until {@link #close}. */
    @Override
    public void run() {}

    /** Stops the job and waits until it has let go of the group. */
    @Override
    public void close() {}
}
