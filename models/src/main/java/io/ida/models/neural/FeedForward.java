package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** Two linear maps with a rectifier between them, on what was normalized first, added to the input. */
final class FeedForward {
    private final Normalization normalization;
    private final Linear widen;
    private final Linear narrow;

    FeedForward(ParameterLayout layout, String name, NetworkSize size) {
        normalization = new Normalization(layout, name + ".norm", size.width());
        widen = new Linear(layout, name + ".widen", size.width(), size.feedForward(), Math.sqrt(2));
        narrow = new Linear(layout, name + ".narrow", size.feedForward(), size.width(), size.residualGain());
    }

    /** Keeps the shape (…, width). */
    NDArray apply(Weights weights, NDArray x) {
        NDArray wide = Activation.relu(widen.apply(weights, normalization.apply(weights, x)));
        return x.add(narrow.apply(weights, wide));
    }
}
