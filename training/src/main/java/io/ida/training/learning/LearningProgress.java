package io.ida.training.learning;

import io.ida.training.iterations.IterationCounts;

/** Hears how a run goes. Called from the thread of {@link LearningController#run}; should return at once. */
public interface LearningProgress {
    /**
     * A round begins, or goes on after a restart.
     *
     * @param round number, from 1
     * @param questions how many questions it asks in all
     * @param version the version that trains meanwhile; 0 if there is none
     */
    default void roundStarted(int round, long questions, int version) {}

    /** Something was asked, answered or distilled. Called up to some ten times a second. */
    default void counted(IterationCounts counts) {}

    /** A round is done. After a restart it is called for the rounds done before, too. */
    default void reportFinished(RoundReport report) {}
}
