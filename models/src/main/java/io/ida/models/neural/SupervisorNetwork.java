package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.ArrayList;
import java.util.List;

/**
 * H&prime;: a transformer over the tokens of a transcript, each of which looks at those before it (Vaswani et al. 2017,
 * arXiv 1706.03762). A token goes in with its position, the kind of its segment, its place in that and which ask of a
 * round it belongs to. The next token is one of the vocabulary or a copy of one that stands in the transcript: one
 * softmax over all of these entries, in which a token that stands in several is as likely as they are together.
 *
 * <p>Immutable: parameters are passed in. Letters in shapes are those of {@link TapeBatch}; Q is the number of columns
 * that are read, V the size of the vocabulary and W the width.
 */
final class SupervisorNetwork {
    /** Keeps the loss of what seems impossible finite. */
    private static final float LEAST_PROBABILITY = 1e-7f;

    /** How many embeddings are added up. */
    private static final int INPUTS = 5;

    private final SupervisorSize size;
    private final int vocabulary;
    private final ParameterLayout layout = new ParameterLayout();
    private final int tokenEmbedding;
    private final int positionEmbedding;
    private final int kindEmbedding;
    private final int placeEmbedding;
    private final int indexEmbedding;
    private final List<Attention> attentions = new ArrayList<>();
    private final List<FeedForward> feedForwards = new ArrayList<>();
    private final Normalization out;
    private final Linear vocabularyOut;
    private final Linear copyQuery;
    private final Linear copyKey;

    SupervisorNetwork(SupervisorSize size, TranscriptTokens forms) {
        this.size = size;
        vocabulary = forms.vocabulary().size();
        int width = size.width();
        tokenEmbedding = embedding("tokens", vocabulary);
        positionEmbedding = embedding("positions", size.longest());
        kindEmbedding = embedding("kinds", Tape.Kind.values().length);
        placeEmbedding = embedding("places", forms.longestSegment());
        indexEmbedding = embedding("indexes", Tape.INDEXES);
        for (int layer = 0; layer < size.layers(); layer++) {
            attentions.add(new Attention(layout, layer + ".attention", size.layerSize()));
            feedForwards.add(new FeedForward(layout, layer + ".feedForward", size.layerSize()));
        }
        out = new Normalization(layout, "out", width);
        vocabularyOut = new Linear(layout, "out.vocabulary", width, vocabulary);
        copyQuery = new Linear(layout, "out.copyQuery", width, width);
        copyKey = new Linear(layout, "out.copyKey", width, width);
    }

    private int embedding(String name, int count) {
        return layout.addNormal(name, 1 / Math.sqrt(INPUTS), count, size.width());
    }

    ParameterLayout layout() {
        return layout;
    }

    /** V. */
    int vocabulary() {
        return vocabulary;
    }

    /**
     * What the columns so far are remembered by.
     *
     * @param memories keys and values of each layer
     * @param copyKeys of shape (B, T, W)
     */
    record Past(List<Attention.Memory> memories, NDArray copyKeys) {}

    /**
     * What came of reading columns.
     *
     * @param past all columns so far
     * @param vectors of shape (B, Q, W), one for each column that was read
     */
    record Reading(Past past, NDArray vectors) {}

    /**
     * Reads the columns that follow those of the past.
     *
     * @param past null before the first
     * @param mask of shape (B, 1, T, Q), for all columns so far, these included
     */
    Reading read(Weights weights, TapeBatch.Inputs inputs, Past past, NDArray mask) {
        NDArray x = embed(inputs.tokens(), weights, tokenEmbedding)
                .add(embed(inputs.positions(), weights, positionEmbedding))
                .add(embed(inputs.kinds(), weights, kindEmbedding))
                .add(embed(inputs.places(), weights, placeEmbedding))
                .add(embed(inputs.indexes(), weights, indexEmbedding));
        List<Attention.Memory> memories = new ArrayList<>();
        for (int layer = 0; layer < size.layers(); layer++) {
            Attention.Memory earlier = past == null ? null : past.memories().get(layer);
            Attention.Memory memory = attentions.get(layer).rememberToo(weights, x, earlier, mask);
            memories.add(memory);
            x = attentions.get(layer).toMemory(weights, x, memory);
            x = feedForwards.get(layer).apply(weights, x);
        }
        NDArray vectors = out.apply(weights, x);
        NDArray keys = copyKey.apply(weights, vectors);
        return new Reading(
                new Past(memories, past == null ? keys : past.copyKeys().concat(keys, 1)), vectors);
    }

    /**
     * How likely each entry says what follows a column.
     *
     * @param vectors of shape (B, Q, W)
     * @param mask of shape (B, 1, T, Q)
     * @return shape (B, Q, V + T); sums to 1 along the last axis
     */
    NDArray entryProbabilities(Weights weights, NDArray vectors, Past past, NDArray mask) {
        Shape shape = mask.getShape();
        NDArray copyScores = copyQuery
                .apply(weights, vectors)
                .mul(1 / Math.sqrt(size.width()))
                .matMul(past.copyKeys().transpose(0, 2, 1))
                .add(mask.reshape(shape.get(0), shape.get(2), shape.get(3)).transpose(0, 2, 1));
        return vocabularyOut.apply(weights, vectors).concat(copyScores, -1).softmax(-1);
    }

    /**
     * The loss of a batch: minus the log-likelihood of what H says, on average over its tokens.
     *
     * @return a scalar
     */
    NDArray loss(Weights weights, TapeBatch batch, NDManager manager) {
        NDArray mask = batch.causalMask(manager);
        Reading reading = read(weights, batch.all(manager), null, mask);
        NDArray probabilities = entryProbabilities(weights, reading.vectors(), reading.past(), mask);
        NDArray says = batch.targets(manager)
                .eq(batch.entryTokens(vocabulary, manager))
                .toType(probabilities.getDataType(), false);
        return probabilities
                .mul(says)
                .sum(new int[] {-1})
                .add(LEAST_PROBABILITY)
                .log()
                .mul(batch.saidNext(manager))
                .sum()
                .div(-batch.saidCount());
    }

    private static NDArray embed(NDArray numbers, Weights weights, int embedding) {
        return Embedding.embedding(numbers, weights.get(embedding), SparseFormat.DENSE)
                .singletonOrThrow();
    }
}
