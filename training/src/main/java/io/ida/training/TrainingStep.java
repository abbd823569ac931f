package io.ida.training;

/**
 * A step of a training that was made.
 *
 * @param step number within the training, from 1
 * @param steps how many there will be
 * @param loss running mean over about ten steps, in nats a token; not a number before the first finite one
 * @param batch examples of this step
 * @param lessons different examples that batches are drawn from
 * @param examplesPerSecond examples learned per second since the first step of the training
 */
public record TrainingStep(int step, int steps, double loss, int batch, long lessons, double examplesPerSecond) {}
