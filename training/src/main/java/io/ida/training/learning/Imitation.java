package io.ida.training.learning;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ida.training.ImitatorLearner;
import java.util.List;

/**
 * How H&prime; fares in a round.
 *
 * @param version the version that worked on the round's questions; 0 while H did
 * @param demonstrations questions that H worked on for H&prime; to imitate
 * @param trained the latest version at the end of the round; 0 if there is none
 * @param loss what its parent made of the newest demonstrations, in nats a token; 0 if there is none
 */
@JsonPropertyOrder({"version", "demonstrations", "trained", "loss"})
public record Imitation(int version, int demonstrations, int trained, double loss) {
    /** Without H&prime;. */
    public static final Imitation NONE = new Imitation(0, 0, 0, 0);

    private static final double LEARNING = 0.1;
    private static final int FEWEST = 16;

    /** How H&prime; stood after the rounds so far. */
    static Imitation last(List<RoundReport> reports) {
        return reports.isEmpty() ? NONE : reports.get(reports.size() - 1).imitation();
    }

    /**
     * How many demonstrations the next round asks of H: many to begin with, then so many for each step of a training as
     * the loss says, as in the authors' code: 1, 0.1 or 0.01, but enough to measure the loss by.
     *
     * @param first demonstrations to begin with
     * @param steps steps of a training
     */
    int demand(int first, int steps) {
        if (demonstrations == 0 && trained == 0) {
            return first;
        }
        if (trained == 0 || loss >= LEARNING) {
            return steps;
        }
        double rate = loss >= ImitatorLearner.LEARNED ? 0.1 : 0.01;
        return Math.max(FEWEST, (int) Math.ceil(steps * rate));
    }
}
