package io.ida.models.neural;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How a network is trained: Adam (Kingma and Ba 2014, arXiv 1412.6980) with a linear warm-up, and a teacher whose
 * parameters are a moving average of the student's.
 *
 * @param learningRate the highest
 * @param warmUpSteps steps until it is reached
 * @param decaySteps steps after which it has fallen to a tenth, by half a cosine, and stays; 0 for no decay
 * @param clipNorm gradients of a larger norm are scaled down to it; 0 for no limit
 * @param teacherHorizon about how many steps the teacher averages over, fewer in the beginning
 */
@JsonPropertyOrder({"learningRate", "warmUpSteps", "decaySteps", "clipNorm", "teacherHorizon"})
public record Optimization(double learningRate, int warmUpSteps, long decaySteps, double clipNorm, int teacherHorizon) {
    static final double FIRST_DECAY = 0.9;
    static final double SECOND_DECAY = 0.98;
    static final double EPSILON = 1e-8;

    private static final double LOWEST_SHARE = 0.1;

    public Optimization {
        if (!(learningRate > 0) || warmUpSteps < 0 || decaySteps < 0 || !(clipNorm >= 0) || teacherHorizon < 1) {
            throw new IllegalArgumentException("A learning rate above 0, steps and a norm from 0 and a horizon from 1"
                    + " are needed; not " + learningRate + ", " + warmUpSteps + ", " + decaySteps + ", " + clipNorm
                    + ", " + teacherHorizon + ".");
        }
    }

    /**
     * The learning rate of a step.
     *
     * @param step from 1
     */
    double rate(long step) {
        double warmUp = warmUpSteps == 0 ? 1 : Math.min(1, (double) step / warmUpSteps);
        if (decaySteps == 0) {
            return learningRate * warmUp;
        }
        double progress = Math.min(1, (double) step / decaySteps);
        double cosine = (1 + Math.cos(Math.PI * progress)) / 2;
        return learningRate * warmUp * (LOWEST_SHARE + (1 - LOWEST_SHARE) * cosine);
    }

    /** The part of the way to the student that the teacher goes in a step from 1. */
    double teacherShare(long step) {
        return 1.0 / Math.min(step, teacherHorizon);
    }
}
