package io.ida.streams.assist;

import io.ida.events.AssistantPin;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
final class ModelCatalogue {
    private static final int UNTRAINED = 0;

    private final ReadOnlyKeyValueStore<String, ModelVersion> models;
    private final AtomicLong changes;
    private final Map<String, Versions> versionsByModel = new HashMap<>();

    private record Versions(long asOf, ModelVersion latest, Map<Integer, ModelVersion> byVersion) {}

    ModelCatalogue(ReadOnlyKeyValueStore<String, ModelVersion> models, AtomicLong changes) {
        this.models = models;
        this.changes = changes;
    }

    /** A number that grows with every announcement. */
    long changes() {
        return changes.get();
    }

    /** The version that a question wants: the pinned one if it is known, or else the latest, which there always is. */
    Optional<ModelVersion> find(AssistantPin pin) {
        Versions versions = versions(pin.getName());
        Integer pinned = pin.getVersion().orElse(null);
        return pinned == null ? Optional.of(versions.latest) : Optional.ofNullable(versions.byVersion.get(pinned));
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
        ModelVersion latest = untrained(model);
        Map<Integer, ModelVersion> byVersion = new HashMap<>(Map.of(UNTRAINED, latest));
        try (KeyValueIterator<String, ModelVersion> announced =
                models.prefixScan(model + "@", new StringSerializer())) {
            while (announced.hasNext()) {
                ModelVersion version = announced.next().value;
                if (!version.getName().equals(model) || version.getVersion() <= UNTRAINED) {
                    continue;
                }
                byVersion.put(version.getVersion(), version);
                if (version.getStatus() == ModelStatus.PROMOTED && version.getVersion() > latest.getVersion()) {
                    latest = version;
                }
            }
        }
        return new Versions(asOf, latest, byVersion);
    }

    private static ModelVersion untrained(String model) {
        return new ModelVersion(
                model, UNTRAINED, null, ModelStatus.PROMOTED, "", "", "", 0L, Map.of(), List.of(), "", Instant.EPOCH);
    }
}
