package io.ida.embedded;

import io.ida.embedded.RegistryChange.LevelSet;
import io.ida.embedded.RegistryChange.SchemaVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the schema log says, indexed for questions. Not safe for use by several threads. */
final class RegistryState {
    private static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.FULL_TRANSITIVE;

    private final SortedMap<String, SortedMap<Integer, SchemaVersion>> subjects = new TreeMap<>();
    private final Map<Integer, String> schemasById = new HashMap<>();
    private final Map<String, Integer> idsBySchema = new HashMap<>();
    private final Map<Optional<String>, CompatibilityLevel> levels = new HashMap<>();
    private int highestId;

    void apply(RegistryChange change) {
        if (change instanceof SchemaVersion stored) {
            subjects.computeIfAbsent(stored.subject(), name -> new TreeMap<>()).put(stored.version(), stored);
            schemasById.put(stored.id(), stored.schema());
            idsBySchema.put(stored.schema(), stored.id());
            highestId = Math.max(highestId, stored.id());
        } else if (change instanceof LevelSet set) {
            set.level().ifPresentOrElse(level -> levels.put(set.subject(), level), () -> levels.remove(set.subject()));
        }
    }

    Collection<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    /** Oldest first; empty if nobody ever registered anything under this subject. */
    List<SchemaVersion> versions(String subject, boolean withDeleted) {
        Collection<SchemaVersion> all =
                subjects.getOrDefault(subject, new TreeMap<>()).values();
        return all.stream().filter(version -> withDeleted || !version.deleted()).toList();
    }

    /** In order of subject and version. */
    List<SchemaVersion> versionsOf(int id, boolean withDeleted) {
        List<SchemaVersion> found = new ArrayList<>();
        for (String subject : subjects.keySet()) {
            versions(subject, withDeleted).stream()
                    .filter(version -> version.id() == id)
                    .forEach(found::add);
        }
        return found;
    }

    Optional<String> schema(int id) {
        return Optional.ofNullable(schemasById.get(id));
    }

    /** The id this schema has, or the next free one. */
    int idFor(String schema) {
        return idsBySchema.getOrDefault(schema, highestId + 1);
    }

    int highestId() {
        return highestId;
    }

    Optional<CompatibilityLevel> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(Optional.of(subject)));
    }

    CompatibilityLevel globalLevel() {
        return levels.getOrDefault(Optional.<String>empty(), DEFAULT_LEVEL);
    }
}
