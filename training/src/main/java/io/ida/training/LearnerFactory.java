package io.ida.training;

import java.io.IOException;
import java.io.InputStream;

/** Makes learners of one architecture. Safe for use by several threads. */
public interface LearnerFactory {
    /** The kind of checkpoint its learners read and make. */
    String architecture();

    /** A learner that knows nothing. */
    Learner fromScratch();

    /**
     * A learner that goes on from a checkpoint.
     *
     * @throws io.ida.models.CheckpointException if the checkpoint is not of the architecture
     */
    Learner goingOnFrom(InputStream checkpoint) throws IOException;
}
