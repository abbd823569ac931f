package io.ida.training;

/** Is told the steps of a learner, on the thread of the learner. */
@FunctionalInterface
public interface StepListener {
    /** Is told and does nothing. */
    StepListener NONE = step -> {};

    /** A step was made; is to return at once. */
    void stepped(TrainingStep step);
}
