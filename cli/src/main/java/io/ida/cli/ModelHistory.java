package io.ida.cli;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The versions of one model, and what a change of their status comes to. The latest version is the highest that is
 * promoted; below all there is version 0, which knows nothing. Immutable.
 */
final class ModelHistory {
    static final int UNTRAINED = 0;

    private final String model;
    private final NavigableMap<Integer, ModelVersion> versions = new TreeMap<>();

    /** @param versions as they were announced last, each once, in any order */
    ModelHistory(String model, Collection<ModelVersion> versions) {
        this.model = model;
        versions.forEach(version -> this.versions.put(version.getVersion(), version));
    }

    String model() {
        return model;
    }

    /** All versions, lowest first. */
    Collection<ModelVersion> versions() {
        return versions.values();
    }

    /** The version that answers questions that pin none. */
    int latest() {
        return latestBelow(Integer.MAX_VALUE);
    }

    /**
     * The version that a rollback leads to if nobody says which.
     *
     * @throws IllegalStateException if no version is promoted
     */
    int beforeLatest() {
        if (latest() == UNTRAINED) {
            throw new IllegalStateException("No version of " + model + " is promoted: there is nothing to roll back.");
        }
        return latestBelow(latest());
    }

    /**
     * What has to be announced so that a version is the latest: all above it that might be are rejected.
     *
     * @param target 0 for none
     * @throws IllegalStateException if it is not known, or not promoted
     */
    List<ModelVersion> rollback(int target) {
        if (target != UNTRAINED && require(target).getStatus() != ModelStatus.PROMOTED) {
            throw new IllegalStateException("Version " + target + " of " + model + " is "
                    + require(target).getStatus() + ". Roll back to a promoted version, or promote it first with"
                    + " './ida models promote'.");
        }
        return versions.tailMap(target, false).values().stream()
                .filter(version -> version.getStatus() != ModelStatus.REJECTED)
                .map(version -> withStatus(version, ModelStatus.REJECTED))
                .toList();
    }

    /**
     * What has to be announced so that a version is promoted; nothing if it is.
     *
     * @throws IllegalStateException if it is not known
     */
    List<ModelVersion> promote(int version) {
        ModelVersion found = require(version);
        return found.getStatus() == ModelStatus.PROMOTED ? List.of() : List.of(withStatus(found, ModelStatus.PROMOTED));
    }

    /** The history after announcements. */
    ModelHistory with(List<ModelVersion> announced) {
        NavigableMap<Integer, ModelVersion> after = new TreeMap<>(versions);
        announced.forEach(version -> after.put(version.getVersion(), version));
        return new ModelHistory(model, after.values());
    }

    private int latestBelow(int limit) {
        return versions.headMap(limit, false).descendingMap().values().stream()
                .filter(version -> version.getStatus() == ModelStatus.PROMOTED)
                .mapToInt(ModelVersion::getVersion)
                .findFirst()
                .orElse(UNTRAINED);
    }

    private ModelVersion require(int version) {
        ModelVersion found = versions.get(version);
        if (found == null) {
            throw new IllegalStateException(
                    model + " has no version " + version + ". See './ida models list --model " + model + "'.");
        }
        return found;
    }

    private static ModelVersion withStatus(ModelVersion version, ModelStatus status) {
        return ModelVersion.newBuilder(version).setStatus(status).build();
    }
}
