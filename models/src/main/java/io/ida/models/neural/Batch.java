package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ida.models.neural.ContextRows.Row;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several contexts with their rows as arrays, one for each kind of input, padded to the largest context. Below, C is the
 * number of contexts, F of facts in the largest, R of rows in the one that has most, and E of entries: each way to say a
 * token, first the vocabulary of answers, then each place of each fact that can be copied.
 */
final class Batch {
    private static final float NEVER = -1e9f;

    private final List<ContextRows> contexts;
    private final Tokenizer tokenizer;
    private final int[] places;
    private final int facts;
    private final int rows;
    private final int[] entries;

    /** @param contexts at least one, each with at least one row */
    Batch(List<ContextRows> contexts, Tokenizer tokenizer) {
        this.contexts = contexts;
        this.tokenizer = tokenizer;
        places = tokenizer.placesToCopy();
        facts = contexts.stream()
                .mapToInt(context -> context.facts().count())
                .max()
                .orElseThrow();
        rows = contexts.stream()
                .mapToInt(context -> context.rows().size())
                .max()
                .orElseThrow();
        entries = entries();
    }

    /** C. */
    int contexts() {
        return contexts.size();
    }

    /** R. */
    int rows() {
        return rows;
    }

    /** E. */
    int entryCount() {
        return tokenizer.answerTokens().length + places.length * facts;
    }

    /**
     * The token that an entry says, or a negative number if the entry is padding.
     *
     * @param context index of the context
     */
    int token(int context, int entry) {
        return entries[context * entryCount() + entry];
    }

    /** Tokens of facts, of shape (C, F, tokens of a fact). */
    NDArray factTokens(NDManager manager) {
        int width = tokenizer.factWidth();
        int[] tokens = new int[contexts.size() * facts * width];
        for (int context = 0; context < contexts.size(); context++) {
            int[] own = contexts.get(context).facts().tokens();
            System.arraycopy(own, 0, tokens, context * facts * width, own.length);
        }
        return manager.create(tokens, new Shape(contexts.size(), facts, width));
    }

    /**
     * What is added to the scores of facts, of shape (C, 1, F, 1): very negative for padding.
     *
     * @return null if all contexts have the same number of facts
     */
    NDArray factMask(NDManager manager) {
        if (contexts.stream().allMatch(context -> context.facts().count() == facts)) {
            return null;
        }
        float[] mask = new float[contexts.size() * facts];
        for (int context = 0; context < contexts.size(); context++) {
            for (int fact = contexts.get(context).facts().count(); fact < facts; fact++) {
                mask[context * facts + fact] = NEVER;
            }
        }
        return manager.create(mask, new Shape(contexts.size(), 1, facts, 1));
    }

    /** What is added to the scores of entries, of shape (C, 1, E): very negative for those that say no answer. */
    NDArray entryMask(NDManager manager) {
        float[] mask = new float[entries.length];
        for (int index = 0; index < mask.length; index++) {
            mask[index] = entries[index] < 0 ? NEVER : 0;
        }
        return manager.create(mask, new Shape(contexts.size(), 1, entryCount()));
    }

    /** Tokens that entries say, of shape (C, 1, E). */
    NDArray entryTokens(NDManager manager) {
        return manager.create(entries, new Shape(contexts.size(), 1, entryCount()));
    }

    /** Tokens of rows, of shape (C, R, tokens of a row). */
    NDArray rowTokens(NDManager manager) {
        int width = rowWidth(tokenizer);
        int[] tokens = new int[contexts.size() * rows * width];
        eachRow((index, row) -> System.arraycopy(row.tokens(), 0, tokens, index * width, width));
        return manager.create(tokens, new Shape(contexts.size(), rows, width));
    }

    /** Tokens to learn, of shape (C, R, 1). */
    NDArray targets(NDManager manager) {
        int[] targets = new int[contexts.size() * rows];
        eachRow((index, row) -> targets[index] = row.target());
        return manager.create(targets, new Shape(contexts.size(), rows, 1));
    }

    /** 1 for each row, 0 for padding, of shape (C, R). */
    NDArray rowMask(NDManager manager) {
        float[] mask = new float[contexts.size() * rows];
        eachRow((index, row) -> mask[index] = 1);
        return manager.create(mask, new Shape(contexts.size(), rows));
    }

    /** Tokens of a row: of the question and of an answer but its last. */
    static int rowWidth(Tokenizer tokenizer) {
        return tokenizer.questionWidth() + tokenizer.answerWidth() - 1;
    }

    private interface RowVisitor {
        void visit(int index, Row row);
    }

    private void eachRow(RowVisitor visitor) {
        for (int context = 0; context < contexts.size(); context++) {
            List<Row> own = contexts.get(context).rows();
            for (int row = 0; row < own.size(); row++) {
                visitor.visit(context * rows + row, own.get(row));
            }
        }
    }

    private int[] entries() {
        int[] answers = tokenizer.answerTokens();
        BitSet said = new BitSet();
        IntStream.of(answers).filter(token -> token != Vocabulary.PADDING).forEach(said::set);
        int[] all = new int[contexts.size() * entryCount()];
        for (int context = 0; context < contexts.size(); context++) {
            EncodedFacts own = contexts.get(context).facts();
            int next = context * entryCount();
            System.arraycopy(answers, 0, all, next, answers.length);
            next += answers.length;
            for (int place : places) {
                for (int fact = 0; fact < facts; fact++) {
                    int token = fact < own.count() ? own.tokens()[fact * tokenizer.factWidth() + place] : -1;
                    all[next++] = token >= 0 && said.get(token) ? token : -1;
                }
            }
        }
        return all;
    }
}
