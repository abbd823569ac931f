package io.ida.training.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ida.training.plot.Share;

/**
 * What became of some questions.
 *
 * @param asked how many there were
 * @param answered how many ended as ANSWERED; {@code idk} is an answer
 * @param right how many of those are right, by the solver
 */
@JsonPropertyOrder({"asked", "answered", "right", "accuracy"})
public record Counts(long asked, long answered, long right) {
    static final Counts NONE = new Counts(0, 0, 0);

    /** The share of all asked that is right; 0 if nothing was asked. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public double accuracy() {
        return asked == 0 ? 0 : (double) right / asked;
    }

    Counts plus(boolean isAnswered, boolean isRight) {
        return new Counts(asked + 1, answered + (isAnswered ? 1 : 0), right + (isRight ? 1 : 0));
    }

    Share share() {
        return new Share(right, asked);
    }
}
