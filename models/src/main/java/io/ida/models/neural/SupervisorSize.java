package io.ida.models.neural;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How large H&prime; is.
 *
 * @param width numbers that stand for one token, a multiple of {@code heads}
 * @param heads heads of each attention
 * @param feedForward width inside the feed-forward layers
 * @param layers layers in which tokens look at those before them
 * @param longest most tokens of a transcript, at least 8
 */
@JsonPropertyOrder({"width", "heads", "feedForward", "layers", "longest"})
public record SupervisorSize(int width, int heads, int feedForward, int layers, int longest) {
    /** For a laptop. */
    public static final SupervisorSize SMALL = new SupervisorSize(64, 4, 128, 2, 128);

    /** As in the authors' code. */
    public static final SupervisorSize STANDARD = new SupervisorSize(128, 8, 512, 4, 128);

    private static final int SHORTEST = 8;

    public SupervisorSize {
        new NetworkSize(width, heads, feedForward, 0, layers);
        if (longest < SHORTEST) {
            throw new IllegalArgumentException(
                    "Transcripts need room for " + SHORTEST + " tokens or more, not " + longest + ".");
        }
    }

    /** What the layers need to know. */
    NetworkSize layerSize() {
        return new NetworkSize(width, heads, feedForward, 0, layers);
    }
}
