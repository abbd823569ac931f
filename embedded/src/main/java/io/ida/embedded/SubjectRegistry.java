package io.ida.embedded;

import io.ida.embedded.RegistryChange.LevelSet;
import io.ida.embedded.RegistryChange.SchemaVersion;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The rules of the registry: what may be registered, under which id, and what a question finds. A change is stored in the
 * log before it is visible. All methods may be called from several threads; what they refuse they refuse with a
 * {@link RegistryRefusal}.
 */
final class SubjectRegistry {
    private final RegistryState state;
    private final SchemaLog log;

    SubjectRegistry(RegistryState state, SchemaLog log) {
        this.state = state;
        this.log = log;
    }

    /** The schema's id, which it has in all subjects. Registering it again changes nothing. */
    synchronized int register(String subject, String text) {
        String schema = parse(text).toString();
        Optional<SchemaVersion> present = find(state.versions(subject, false), schema);
        if (present.isPresent()) {
            return present.get().id();
        }
        List<String> objections = objections(subject, text);
        if (!objections.isEmpty()) {
            throw RegistryRefusal.incompatible(subject, objections);
        }
        int version = state.versions(subject, true).stream()
                        .mapToInt(SchemaVersion::version)
                        .max()
                        .orElse(0)
                + 1;
        int id = state.idFor(schema);
        store(List.of(new SchemaVersion(subject, version, id, schema, false)));
        return id;
    }

    synchronized SchemaVersion lookup(String subject, String text, boolean withDeleted) {
        String schema = parse(text).toString();
        return find(versions(subject, withDeleted), schema)
                .orElseThrow(() -> RegistryRefusal.schemaNotFound("under subject '" + subject + "'"));
    }

    /** Why the schema may not be the subject's next version; empty if it may. */
    synchronized List<String> objections(String subject, String text) {
        CompatibilityLevel level = effectiveLevel(subject);
        return level.objections(parse(text), schemas(level.compared(state.versions(subject, false))));
    }

    /** The same with respect to a single version. Nothing speaks against the first version of a subject. */
    synchronized List<String> objections(String subject, String version, String text) {
        Schema candidate = parse(text);
        boolean first = VersionNumber.isLatest(version)
                && state.versions(subject, false).isEmpty();
        return first
                ? List.of()
                : effectiveLevel(subject).objections(candidate, schemas(List.of(version(subject, version, false))));
    }

    synchronized List<String> subjects(boolean withDeleted) {
        return state.subjects().stream()
                .filter(subject -> !state.versions(subject, withDeleted).isEmpty())
                .toList();
    }

    /** Oldest first, at least one. */
    synchronized List<SchemaVersion> versions(String subject, boolean withDeleted) {
        List<SchemaVersion> versions = state.versions(subject, withDeleted);
        if (versions.isEmpty()) {
            throw RegistryRefusal.subjectNotFound(subject);
        }
        return versions;
    }

    synchronized SchemaVersion version(String subject, String version, boolean withDeleted) {
        boolean latest = VersionNumber.isLatest(version);
        int number = latest ? 0 : VersionNumber.parse(version);
        List<SchemaVersion> versions = versions(subject, withDeleted);
        return latest
                ? versions.get(versions.size() - 1)
                : versions.stream()
                        .filter(candidate -> candidate.version() == number)
                        .findFirst()
                        .orElseThrow(() -> RegistryRefusal.versionNotFound(version));
    }

    synchronized String schema(int id) {
        return state.schema(id).orElseThrow(() -> RegistryRefusal.schemaNotFound(Integer.toString(id)));
    }

    synchronized List<SchemaVersion> versionsOf(int id, boolean withDeleted) {
        schema(id);
        return state.versionsOf(id, withDeleted);
    }

    synchronized int highestId() {
        return state.highestId();
    }

    /** Hides a subject, with its own level; the numbers of the versions hidden. */
    synchronized List<Integer> deleteSubject(String subject) {
        List<SchemaVersion> versions = versions(subject, false);
        store(versions.stream().map(SchemaVersion::asDeleted).toList());
        if (state.ownLevel(subject).isPresent()) {
            store(List.of(new LevelSet(Optional.of(subject), Optional.empty())));
        }
        return versions.stream().map(SchemaVersion::version).toList();
    }

    synchronized int deleteVersion(String subject, String version) {
        SchemaVersion found = version(subject, version, false);
        store(List.of(found.asDeleted()));
        return found.version();
    }

    synchronized CompatibilityLevel globalLevel() {
        return state.globalLevel();
    }

    /** The level set for this very subject. */
    synchronized CompatibilityLevel ownLevel(String subject) {
        return state.ownLevel(subject).orElseThrow(() -> RegistryRefusal.levelNotSet(subject));
    }

    /** The level that holds for a subject: its own or else the global one. */
    synchronized CompatibilityLevel effectiveLevel(String subject) {
        return state.ownLevel(subject).orElseGet(state::globalLevel);
    }

    /** Sets the level of a subject, or the global one; an empty level goes back to the default. */
    synchronized void setLevel(Optional<String> subject, Optional<CompatibilityLevel> level) {
        store(List.of(new LevelSet(subject, level)));
    }

    private void store(List<? extends RegistryChange> changes) {
        log.append(changes);
        changes.forEach(state::apply);
    }

    private static Optional<SchemaVersion> find(List<SchemaVersion> versions, String schema) {
        return versions.stream()
                .filter(version -> version.schema().equals(schema))
                .reduce((earlier, later) -> later);
    }

    private static List<Schema> schemas(List<SchemaVersion> versions) {
        return versions.stream().map(version -> parse(version.schema())).toList();
    }

    private static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw RegistryRefusal.invalidSchema(e.getMessage());
        }
    }
}
