package io.ida.training;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Makes learners of one architecture. Safe for use by several threads. */
public interface LearnerFactory {
    /** The kind of checkpoint its learners read and make. */
    String architecture();

    /**
     * A learner that knows nothing.
     *
     * @param settings of the training, by key
     * @throws IllegalArgumentException if a setting is missing or wrong; the message names it
     */
    Learner fromScratch(Map<String, String> settings);

    /**
     * A learner that goes on from a checkpoint.
     *
     * @param settings of the training, by key
     * @throws io.ida.models.CheckpointException if the checkpoint is not of the architecture
     * @throws IllegalArgumentException if a setting is missing or wrong; the message names it
     */
    Learner goingOnFrom(InputStream checkpoint, Map<String, String> settings) throws IOException;
}
