/**
 * Evaluation: {@link io.ida.training.evaluation.Evaluation} asks versions of an assistant about held-out contexts, alone
 * and amplified, and says how often they are right. It is a client of the topics like any other, and the only one here
 * that knows right answers; none of them leaves it.
 */
package io.ida.training.evaluation;
