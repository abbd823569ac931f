package io.ida.training;

import io.ida.events.ModelVersion;
import io.ida.events.Training;

/**
 * Is told what a training job does while it does it: of the steps on the thread of the training, of the rest on that of
 * the job. Should return at once, and must not throw.
 */
public interface TrainingListener {
    /** Is told and does nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * A step of a training was made. Learners that make no steps never say so, and one that is begun again after a
     * failure counts from 1 again.
     *
     * @param architecture of the version that is being made
     */
    default void stepped(Training training, String architecture, TrainingStep step) {}

    /** The version that a training made is announced. */
    default void announced(Training training, ModelVersion version) {}

    /**
     * A training ends without a version.
     *
     * @param key of the version that is not made, {@code <model>@<version>}
     * @param reason in words
     */
    default void refused(String key, String reason) {}

    /** Tells two listeners, one after the other. */
    static TrainingListener both(TrainingListener first, TrainingListener second) {
        return new TrainingListener() {
            @Override
            public void stepped(Training training, String architecture, TrainingStep step) {
                first.stepped(training, architecture, step);
                second.stepped(training, architecture, step);
            }

            @Override
            public void announced(Training training, ModelVersion version) {
                first.announced(training, version);
                second.announced(training, version);
            }

            @Override
            public void refused(String key, String reason) {
                first.refused(key, reason);
                second.refused(key, reason);
            }
        };
    }
}
