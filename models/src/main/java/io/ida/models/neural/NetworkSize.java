package io.ida.models.neural;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How large a network is.
 *
 * @param width numbers that stand for one fact or question, a multiple of {@code heads}
 * @param heads heads of each attention
 * @param feedForward width inside the feed-forward layers
 * @param factLayers layers in which facts look at each other
 * @param questionLayers layers in which questions look at facts
 */
@JsonPropertyOrder({"width", "heads", "feedForward", "factLayers", "questionLayers"})
public record NetworkSize(int width, int heads, int feedForward, int factLayers, int questionLayers) {
    public NetworkSize {
        if (width < 1 || heads < 1 || feedForward < 1 || factLayers < 0 || questionLayers < 1) {
            throw new IllegalArgumentException("A network needs a width, heads, a feed-forward width and at least one"
                    + " question layer; not width " + width + ", heads " + heads + ", feedForward " + feedForward
                    + ", factLayers " + factLayers + ", questionLayers " + questionLayers + ".");
        }
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "The width must be a multiple of the heads; " + width + " is none of " + heads + ".");
        }
    }

    /** What the layers that add to the residual stream begin with, so that deep networks begin like shallow ones. */
    double residualGain() {
        return 1 / Math.sqrt(2.0 * (factLayers + questionLayers));
    }
}
