package io.ida.models.neural;

import ai.djl.ndarray.NDArray;

/** A linear map of the last axis, with bias. */
final class Linear {
    private final int weight;
    private final int bias;

    /**
     * @param gain how large outputs are at the beginning, for inputs of variance 1
     */
    Linear(ParameterLayout layout, String name, int inputs, int outputs, double gain) {
        weight = layout.addNormal(name + ".weight", gain / Math.sqrt(inputs), outputs, inputs);
        bias = layout.addConstant(name + ".bias", 0, outputs);
    }

    Linear(ParameterLayout layout, String name, int inputs, int outputs) {
        this(layout, name, inputs, outputs, 1);
    }

    /** From (…, inputs) to (…, outputs). */
    NDArray apply(Weights weights, NDArray x) {
        return ai.djl.nn.core.Linear.linear(x, weights.get(weight), weights.get(bias))
                .singletonOrThrow();
    }
}
