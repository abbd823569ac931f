package io.ida.models.neural;

/**
 * A context as tokens.
 *
 * @param tokens of each fact in turn, all of the same width
 * @param count how many facts there are
 * @param names the tokens of names in this context
 */
record EncodedFacts(int[] tokens, int count, NameTable names) {}
