package io.ida.streams.distill;

/**
 * A rule that a row must keep to be fit for training. Checks do not know of each other, so they compose in any order and
 * number. One that keeps nothing is safe for use by several threads, any other is for one stream task.
 */
interface Check {
    /** What a row is that passes, as rows, metrics and the documentation call it: lower case words with hyphens. */
    String name();

    /** Looks at a row. The same row gets the same finding when it is processed again. */
    Finding examine(FinishedNode node);
}
