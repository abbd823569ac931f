package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.ArrayList;
import java.util.List;

/**
 * X. The tokens of each fact are embedded, concatenated and projected; facts, a set without order, look at each other
 * and are encoded once for all questions of their context. A question is made a vector in the same way, together with
 * the answer so far, and looks at the facts. The next token of the answer is one of the vocabulary or a copy of one that
 * stands in a fact: one softmax over all of these entries, in which a token that stands in several is as likely as they
 * are together.
 *
 * <p>Immutable: parameters are passed in. Letters in shapes are those of {@link Batch}; W is the width.
 */
final class StudentNetwork {
    /** Keeps the loss of what seems impossible finite. */
    private static final float LEAST_PROBABILITY = 1e-7f;

    private final NetworkSize size;
    private final int places;
    private final ParameterLayout layout = new ParameterLayout();
    private final int embedding;
    private final Linear factIn;
    private final Linear questionIn;
    private final List<Attention> factAttentions = new ArrayList<>();
    private final List<FeedForward> factFeedForwards = new ArrayList<>();
    private final Normalization factsOut;
    private final List<Attention> questionAttentions = new ArrayList<>();
    private final List<FeedForward> questionFeedForwards = new ArrayList<>();
    private final Normalization questionOut;
    private final Linear vocabularyOut;
    private final Linear copyQuery;
    private final Linear copyKey;

    StudentNetwork(NetworkSize size, Tokenizer tokenizer) {
        this.size = size;
        places = tokenizer.placesToCopy().length;
        int width = size.width();
        embedding = layout.addNormal("embedding", 1, tokenizer.vocabulary().size(), width);
        factIn = new Linear(layout, "facts.in", tokenizer.factWidth() * width, width);
        for (int layer = 0; layer < size.factLayers(); layer++) {
            factAttentions.add(new Attention(layout, "facts." + layer + ".attention", size));
            factFeedForwards.add(new FeedForward(layout, "facts." + layer + ".feedForward", size));
        }
        factsOut = new Normalization(layout, "facts.out", width);
        questionIn = new Linear(layout, "questions.in", Batch.rowWidth(tokenizer) * width, width);
        for (int layer = 0; layer < size.questionLayers(); layer++) {
            questionAttentions.add(new Attention(layout, "questions." + layer + ".attention", size));
            questionFeedForwards.add(new FeedForward(layout, "questions." + layer + ".feedForward", size));
        }
        questionOut = new Normalization(layout, "questions.out", width);
        vocabularyOut = new Linear(layout, "answers.vocabulary", width, tokenizer.answerTokens().length);
        copyQuery = places == 0 ? null : new Linear(layout, "answers.copyQuery", width, places * width);
        copyKey = places == 0 ? null : new Linear(layout, "answers.copyKey", width, width);
    }

    ParameterLayout layout() {
        return layout;
    }

    /**
     * Facts, encoded.
     *
     * @param forLayers what questions attend to in each layer
     * @param copyKeys of shape (C, W, F); null if nothing can be copied
     * @param entryMask of shape (C, 1, E)
     */
    record Encoded(List<Attention.Memory> forLayers, NDArray copyKeys, NDArray entryMask) {}

    /** Encodes the facts of a batch. Results belong to the manager. */
    Encoded encode(Weights weights, Batch batch, NDManager manager) {
        NDArray mask = batch.factMask(manager);
        NDArray facts = factIn.apply(weights, embed(weights, batch.factTokens(manager)));
        for (int layer = 0; layer < size.factLayers(); layer++) {
            facts = factAttentions.get(layer).toItself(weights, facts, mask);
            facts = factFeedForwards.get(layer).apply(weights, facts);
        }
        NDArray normalized = factsOut.apply(weights, facts);
        List<Attention.Memory> forLayers = new ArrayList<>();
        for (Attention attention : questionAttentions) {
            forLayers.add(attention.remember(weights, normalized, mask));
        }
        NDArray keys = places == 0 ? null : copyKey.apply(weights, normalized).transpose(0, 2, 1);
        return new Encoded(forLayers, keys, batch.entryMask(manager));
    }

    /**
     * How likely each entry says the next token of the answer.
     *
     * @param rowTokens of shape (C, R, tokens of a row)
     * @return shape (C, R, E); sums to 1 along the last axis
     */
    NDArray entryProbabilities(Weights weights, Encoded facts, NDArray rowTokens) {
        NDArray rows = questionIn.apply(weights, embed(weights, rowTokens));
        for (int layer = 0; layer < size.questionLayers(); layer++) {
            rows = questionAttentions
                    .get(layer)
                    .toMemory(weights, rows, facts.forLayers().get(layer));
            rows = questionFeedForwards.get(layer).apply(weights, rows);
        }
        NDArray normalized = questionOut.apply(weights, rows);
        NDArray scores = vocabularyOut.apply(weights, normalized);
        if (places > 0) {
            scores = scores.concat(copyScores(weights, facts, normalized), -1);
        }
        return scores.add(facts.entryMask()).softmax(-1);
    }

    /**
     * The loss of a batch: minus the log-likelihood of the rows' targets, summed over rows.
     *
     * @return a scalar
     */
    NDArray loss(Weights weights, Batch batch, NDManager manager) {
        NDArray probabilities = entryProbabilities(weights, encode(weights, batch, manager), batch.rowTokens(manager));
        NDArray says = batch.targets(manager).eq(batch.entryTokens(manager)).toType(probabilities.getDataType(), false);
        NDArray likelihoods = probabilities.mul(says).sum(new int[] {-1});
        return likelihoods
                .add(LEAST_PROBABILITY)
                .log()
                .mul(batch.rowMask(manager))
                .sum()
                .neg();
    }

    /** Scores of the entries that copy, of shape (C, R, places * F), place by place. */
    private NDArray copyScores(Weights weights, Encoded facts, NDArray normalized) {
        Shape shape = normalized.getShape();
        NDArray queries = copyQuery
                .apply(weights, normalized)
                .mul(1 / Math.sqrt(size.width()))
                .reshape(shape.get(0), shape.get(1) * places, size.width());
        return queries.matMul(facts.copyKeys()).reshape(shape.get(0), shape.get(1), -1);
    }

    /** From (…, n) to (…, n * W). */
    private NDArray embed(Weights weights, NDArray tokens) {
        NDList vectors = Embedding.embedding(tokens, weights.get(embedding), SparseFormat.DENSE);
        Shape shape = tokens.getShape();
        return vectors.singletonOrThrow().reshape(shape.get(0), shape.get(1), shape.get(2) * size.width());
    }
}
