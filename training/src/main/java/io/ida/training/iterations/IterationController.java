package io.ida.training.iterations;

import io.ida.amplification.Tasks;
import java.util.List;

/** Runs iterated amplification. */
public final class IterationController implements AutoCloseable {
    /**
     * @param config what to do, and where
     * @param tasks where the run's task is found
     * @param progress hears how it goes
     */
    public IterationController(ControllerConfig config, Tasks tasks, IterationProgress progress) {
        throw new UnsupportedOperationException("later today");
    }

    /**
     * Runs, or goes on with the run where it was stopped, until its end.
     *
     * @return the reports of all iterations, those from before a restart included
     * @throws RunException if the run cannot go on
     * @throws InterruptedException if the thread is interrupted or the controller closed; the run can go on later
     */
    public List<IterationReport> run() throws InterruptedException {
        return List.of();
    }

    /** Makes {@link #run} end soon. May be called from any thread. */
    @Override
    public void close() {}
}
