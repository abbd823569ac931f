package io.ida.models;

import io.ida.amplification.BatchSupervisor;
import io.ida.events.ModelVersion;
import io.ida.models.neural.LearnedSupervisor;
import java.io.IOException;

/** Makes supervisors of announced model versions. Immutable; safe for use by several threads. */
public final class SupervisorLoader {
    private final ModelStore store;

    /** @param store where the checkpoints are */
    public SupervisorLoader(ModelStore store) {
        this.store = store;
    }

    /** Whether a version is a supervisor at all. */
    public static boolean canLoad(ModelVersion version) {
        return version.getArchitecture().equals(LearnedSupervisor.ARCHITECTURE);
    }

    /**
     * Loads a version. The caller closes the supervisor.
     *
     * @throws CheckpointException if the checkpoint is missing, damaged or not a supervisor's
     * @throws IOException if the store cannot be read for a reason that may pass
     */
    public BatchSupervisor load(ModelVersion version) throws IOException {
        if (!canLoad(version)) {
            throw new CheckpointException("Version " + version.getVersion() + " of " + version.getName()
                    + " is no supervisor: its architecture is '" + version.getArchitecture() + "', not "
                    + LearnedSupervisor.ARCHITECTURE + ".");
        }
        return CheckpointReading.verified(
                store,
                version.getLocation(),
                version.getSha256(),
                in -> LearnedSupervisor.read(in, version.getName(), version.getVersion()));
    }
}
