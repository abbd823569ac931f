package io.ida.models.neural;

import ai.djl.ndarray.NDArray;

/**
 * The parameters of a network by position. Layers must use them as second operands only: DJL gives a result the manager
 * of its first operand, so a result that has a parameter first would live as long as the network.
 */
final class Weights {
    private final NDArray[] arrays;

    Weights(NDArray[] arrays) {
        this.arrays = arrays;
    }

    NDArray get(int position) {
        return arrays[position];
    }
}
