/**
 * The stage that turns finished trees into training rows: {@link io.ida.streams.distill.HoldUntilRootIsDone} holds a
 * tree's nodes, every {@link io.ida.streams.distill.Check} says something about what is fit for training, {@link
 * io.ida.streams.distill.Fitness} puts them together, {@link io.ida.amplification.Splits} divides the data set by context.
 */
package io.ida.streams.distill;
