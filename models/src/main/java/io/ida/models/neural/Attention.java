package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * Scaled dot-product attention with several heads (Vaswani et al. 2017, arXiv 1706.03762), on what was normalized first,
 * added to the input.
 *
 * <p>Scores are laid out (batch, heads, keys, queries): PyTorch's softmax is ten times faster along an axis that is not
 * the last when there are only a few keys.
 */
final class Attention {
    private static final int KEY_AXIS = 2;

    private final int heads;
    private final double scale;
    private final Normalization normalization;
    private final Linear query;
    private final Linear keysAndValues;
    private final Linear output;

    Attention(ParameterLayout layout, String name, NetworkSize size) {
        int width = size.width();
        heads = size.heads();
        scale = 1 / Math.sqrt((double) width / heads);
        normalization = new Normalization(layout, name + ".norm", width);
        query = new Linear(layout, name + ".query", width, width);
        keysAndValues = new Linear(layout, name + ".memory", width, 2 * width);
        output = new Linear(layout, name + ".output", width, width, size.residualGain());
    }

    /**
     * What can be attended to: keys and values, both (batch, heads, keys, width / heads).
     *
     * @param mask added to the scores, of a shape that broadcasts to (batch, heads, keys, queries): 0, or very negative
     *     where a query must not look; null if each may look at everything
     */
    record Memory(NDArray keys, NDArray values, NDArray mask) {}

    /** Makes a memory of (batch, keys, width), normalized already. */
    Memory remember(Weights weights, NDArray normalized, NDArray mask) {
        NDList parts =
                splitHeads(keysAndValues.apply(weights, normalized), 2 * heads).split(2, 1);
        return new Memory(parts.get(0), parts.get(1), mask);
    }

    /**
     * Makes a memory of earlier positions and, after them, of (batch, keys, width).
     *
     * @param earlier null if there are none
     * @param mask for all keys, those of the earlier positions included
     */
    Memory rememberToo(Weights weights, NDArray x, Memory earlier, NDArray mask) {
        Memory added = remember(weights, normalization.apply(weights, x), mask);
        return earlier == null
                ? added
                : new Memory(
                        earlier.keys().concat(added.keys(), KEY_AXIS),
                        earlier.values().concat(added.values(), KEY_AXIS),
                        mask);
    }

    /** Attention of (batch, positions, width) to itself. */
    NDArray toItself(Weights weights, NDArray x, NDArray mask) {
        NDArray normalized = normalization.apply(weights, x);
        return x.add(attend(weights, normalized, remember(weights, normalized, mask)));
    }

    /** Attention of (batch, queries, width) to a memory. */
    NDArray toMemory(Weights weights, NDArray x, Memory memory) {
        return x.add(attend(weights, normalization.apply(weights, x), memory));
    }

    private NDArray attend(Weights weights, NDArray normalized, Memory memory) {
        NDArray queries = splitHeads(query.apply(weights, normalized).mul(scale), heads);
        NDArray scores = memory.keys().matMul(queries.transpose(0, 1, 3, 2));
        if (memory.mask() != null) {
            scores = scores.add(memory.mask());
        }
        NDArray shares = scores.softmax(KEY_AXIS).transpose(0, 1, 3, 2);
        NDArray found = shares.matMul(memory.values()).transpose(0, 2, 1, 3);
        return output.apply(weights, found.reshape(normalized.getShape()));
    }

    /** From (batch, positions, heads * width of a head) to (batch, heads, positions, width of a head). */
    private static NDArray splitHeads(NDArray x, int heads) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }
}
