package io.ida.training.iterations;

/** Hears how a run goes. Called from the thread of {@link IterationController#run}; should return at once. */
public interface IterationProgress {
    /** Hears nothing. */
    IterationProgress SILENT = new IterationProgress() {};

    /**
     * An iteration begins, or goes on after a restart.
     *
     * @param iteration number, from 1
     * @param questions how many questions it asks in all: each once amplified, once of the assistant alone
     */
    default void iterationStarted(int iteration, long questions) {}

    /** Something was asked, answered or distilled. Called up to some ten times a second. */
    default void counted(IterationCounts counts) {}

    /** Everything is answered and every trace is there; the next version is being trained. */
    default void trainingStarted(int iteration, String model, int version) {}

    /** An iteration is done. After a restart it is called for the iterations done before, too. */
    default void reportFinished(IterationReport report) {}
}
