package io.ida.streams.models;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.streams.runtime.StageMeters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Which model versions are known and which is the latest. Reads the global store again only after a change. Belongs to
 * one stream thread.
 */
public final class ModelCatalogue {
    /** Of how many models it is remembered what was read: questions may name any, announced or not. */
    static final int MODELS_REMEMBERED = 1000;

    private final ReadOnlyKeyValueStore<String, ModelVersion> models;
    private final AtomicLong changes;
    private final StageMeters meters;
    private final Map<String, Versions> versionsByModel = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Versions> longestOutOfUse) {
            return size() > MODELS_REMEMBERED;
        }
    };

    /** @param latest null if none is promoted */
    private record Versions(long asOf, ModelVersion latest, Map<Integer, ModelVersion> byVersion) {}

    ModelCatalogue(ReadOnlyKeyValueStore<String, ModelVersion> models, AtomicLong changes, StageMeters meters) {
        this.models = models;
        this.changes = changes;
        this.meters = meters;
    }

    /** A number that grows with every announcement. */
    public long changes() {
        return changes.get();
    }

    /** A version, promoted or not, if it is announced. */
    public Optional<ModelVersion> find(String model, int version) {
        return Optional.ofNullable(versions(model).byVersion.get(version));
    }

    /** The highest promoted version, if there is one. */
    public Optional<ModelVersion> latest(String model) {
        return Optional.ofNullable(versions(model).latest);
    }

    private Versions versions(String model) {
        long now = changes.get(); // before the store is read: what is announced meanwhile counts as a change
        Versions known = versionsByModel.get(model);
        if (known == null || known.asOf != now) {
            known = read(model, now);
            versionsByModel.put(model, known);
        }
        return known;
    }

    private Versions read(String model, long asOf) {
        ModelVersion latest = null;
        Map<Integer, ModelVersion> byVersion = new HashMap<>();
        try (KeyValueIterator<String, ModelVersion> announced =
                models.prefixScan(model + "@", new StringSerializer())) {
            while (announced.hasNext()) {
                ModelVersion version = announced.next().value;
                if (!version.getName().equals(model) || version.getVersion() < 1) {
                    continue;
                }
                byVersion.put(version.getVersion(), version);
                boolean later = latest == null || version.getVersion() > latest.getVersion();
                if (version.getStatus() == ModelStatus.PROMOTED && later) {
                    latest = version;
                }
            }
        }
        if (latest != null) {
            meters.latestVersion(model, latest.getVersion());
        }
        return new Versions(asOf, latest, byVersion);
    }
}
