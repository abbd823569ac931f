/**
 * The training job: requests and traces in, model versions out. {@link io.ida.training.Learner} is what learns; {@link
 * io.ida.training.TrainingJob} is what feeds it and announces the result.
 */
package io.ida.training;
