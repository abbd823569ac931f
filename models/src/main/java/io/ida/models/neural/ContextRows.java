package io.ida.models.neural;

import java.util.ArrayList;
import java.util.List;

/**
 * What a batch has of one context.
 *
 * @param facts the context
 * @param rows what is asked about it, in any number
 */
record ContextRows(EncodedFacts facts, List<Row> rows) {
    ContextRows(EncodedFacts facts) {
        this(facts, new ArrayList<>());
    }

    /**
     * The next token of an answer as something to predict.
     *
     * @param tokens the question, then the answer so far without its last token, both padded
     * @param target the token to learn; any if there is nothing to learn
     */
    record Row(int[] tokens, int target) {}
}
