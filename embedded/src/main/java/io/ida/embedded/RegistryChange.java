package io.ida.embedded;

import java.util.Optional;

/** One entry of the schema log. The last one of its subject and version, or of its subject's level, is what holds. */
sealed interface RegistryChange {
    /** A version of a subject; a deleted one keeps its number, and its schema stays readable by id. */
    record SchemaVersion(String subject, int version, int id, String schema, boolean deleted)
            implements RegistryChange {
        SchemaVersion asDeleted() {
            return new SchemaVersion(subject, version, id, schema, true);
        }
    }

    /** A level set, or taken back if empty, for a subject, or for all subjects that have none of their own. */
    record LevelSet(Optional<String> subject, Optional<CompatibilityLevel> level) implements RegistryChange {}
}
