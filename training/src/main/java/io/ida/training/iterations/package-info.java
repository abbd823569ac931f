/**
 * Iterated amplification: {@link io.ida.training.iterations.IterationController} asks, waits, has the next version
 * trained and measures, round by round. A client of the topics like any other.
 */
package io.ida.training.iterations;
