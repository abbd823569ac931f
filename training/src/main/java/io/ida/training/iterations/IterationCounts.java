package io.ida.training.iterations;

/**
 * How far an iteration has come.
 *
 * @param asked questions published
 * @param answered results that have come, of whatever status
 * @param traces traces that have come, rejected ones among them
 * @param tracesExpected traces that the results so far leave
 */
public record IterationCounts(long asked, long answered, long traces, long tracesExpected) {}
