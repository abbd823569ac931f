package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

/** Layer normalization of the last axis (Ba, Kiros and Hinton 2016, arXiv 1607.06450). */
final class Normalization {
    private static final float EPSILON = 1e-5f;

    private final Shape width;
    private final int gain;
    private final int bias;

    Normalization(ParameterLayout layout, String name, int width) {
        this.width = new Shape(width);
        gain = layout.addConstant(name + ".gain", 1, width);
        bias = layout.addConstant(name + ".bias", 0, width);
    }

    /** Keeps the shape (…, width). */
    NDArray apply(Weights weights, NDArray x) {
        return LayerNorm.layerNorm(x, width, weights.get(gain), weights.get(bias), EPSILON)
                .singletonOrThrow();
    }
}
