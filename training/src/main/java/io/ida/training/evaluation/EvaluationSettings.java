package io.ida.training.evaluation;

import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.SupervisorName;
import java.time.Duration;
import java.util.List;

/**
 * What is evaluated, and how.
 *
 * @param model name of the model
 * @param versions which of its versions
 * @param exam what they are asked
 * @param supervisors each H that amplifies them, as questions name it: {@code scripted}, {@code learned:h},
 *     {@code learned:h@3}
 * @param threshold the accuracy that counts as able, above 0 and at most 1; the horizon ends where it is missed
 * @param inFlight how many questions may wait for results before more are asked
 * @param timeToLive after what time a question expires
 * @param stallTimeout how long nothing may come before the evaluation gives up
 */
public record EvaluationSettings(
        String model,
        VersionSelection versions,
        Exam exam,
        List<String> supervisors,
        double threshold,
        int inFlight,
        Duration timeToLive,
        Duration stallTimeout) {
    /** The accuracy that counts as able unless said otherwise. */
    public static final double DEFAULT_THRESHOLD = 0.95;

    private static final int DEFAULT_IN_FLIGHT = 4_000;
    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(10);
    private static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofMinutes(5);

    public EvaluationSettings {
        supervisors = supervisors.stream().distinct().toList();
        supervisors.forEach(SupervisorName::of);
        require(!model.isBlank(), "An evaluation needs a model.");
        require(threshold > 0 && threshold <= 1, "The threshold is above 0 and at most 1, not " + threshold + ".");
        require(inFlight >= 1, "At least 1 question must be in flight, not " + inFlight + ".");
        require(!timeToLive.isNegative() && !timeToLive.isZero(), "The time to live must be positive.");
        require(!stallTimeout.isNegative() && !stallTimeout.isZero(), "The stall timeout must be positive.");
    }

    /** An evaluation of versions alone and amplified by the scripted H, with the usual limits. */
    public static EvaluationSettings of(String model, VersionSelection versions, Exam exam) {
        return new EvaluationSettings(
                model,
                versions,
                exam,
                List.of(ScriptedSupervisor.NAME),
                DEFAULT_THRESHOLD,
                DEFAULT_IN_FLIGHT,
                DEFAULT_TIME_TO_LIVE,
                DEFAULT_STALL_TIMEOUT);
    }

    /** The same with these supervisors; none, to evaluate the assistant alone. */
    public EvaluationSettings withSupervisors(List<String> names) {
        return new EvaluationSettings(model, versions, exam, names, threshold, inFlight, timeToLive, stallTimeout);
    }

    /** The same with another threshold. */
    public EvaluationSettings withThreshold(double share) {
        return new EvaluationSettings(model, versions, exam, supervisors, share, inFlight, timeToLive, stallTimeout);
    }

    /** The same with another time to live of questions and another patience. */
    public EvaluationSettings withTimes(Duration live, Duration stall) {
        return new EvaluationSettings(model, versions, exam, supervisors, threshold, inFlight, live, stall);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
