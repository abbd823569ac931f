package io.ida.models.neural;

/**
 * A question as tokens.
 *
 * @param names the tokens of names for this question and its answer
 */
record EncodedQuestion(int[] tokens, NameTable names) {}
