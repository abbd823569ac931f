package io.ida.training.evaluation;

import java.util.List;

/** Hears how an evaluation goes. Called from the thread of {@link Evaluation#run}; should return at once. */
public interface EvaluationProgress {
    /** Hears nothing. */
    EvaluationProgress SILENT = new EvaluationProgress() {};

    /**
     * The evaluation begins.
     *
     * @param versions the versions that are evaluated
     * @param questions how many questions are asked in all
     */
    default void started(List<Integer> versions, long questions) {}

    /** Something was asked or answered. Called up to some ten times a second. */
    default void counted(long asked, long answered) {}
}
