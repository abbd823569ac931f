package io.ida.models.neural;

/** Which token a name becomes. */
public enum Naming {
    /** Each of the 64 names has a token of its own, whatever the context. */
    FIXED,
    /**
     * A name's token is its place among the names of its context's facts in alphabetical order; names that only the
     * question has come after those. What the names of a context are called makes no difference then, and a network for
     * contexts of n names has only n of them to learn.
     */
    RANKED
}
