package io.ida.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** What a new version of a schema must be able to do with the versions before it. Avro's own rules decide. */
enum CompatibilityLevel {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean readsEarlier;
    private final boolean readByEarlier;
    private final boolean transitive;

    CompatibilityLevel(boolean readsEarlier, boolean readByEarlier, boolean transitive) {
        this.readsEarlier = readsEarlier;
        this.readByEarlier = readByEarlier;
        this.transitive = transitive;
    }

    static CompatibilityLevel named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw RegistryRefusal.invalidLevel(name);
        }
    }

    /** The earlier versions, oldest first, that this level compares a new one with. */
    <T> List<T> compared(List<T> earlier) {
        return transitive || earlier.isEmpty() ? earlier : earlier.subList(earlier.size() - 1, earlier.size());
    }

    /** Why the candidate may not follow the other versions; empty if it may. */
    List<String> objections(Schema candidate, List<Schema> others) {
        List<String> objections = new ArrayList<>();
        for (Schema other : others) {
            if (readsEarlier) {
                objections.addAll(objections("The new schema cannot read data of the earlier one", candidate, other));
            }
            if (readByEarlier) {
                objections.addAll(objections("The earlier schema cannot read data of the new one", other, candidate));
            }
        }
        return objections;
    }

    private static List<String> objections(String direction, Schema reader, Schema writer) {
        SchemaPairCompatibility verdict = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (verdict.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return List.of();
        }
        return verdict.getResult().getIncompatibilities().stream()
                .map(found -> direction + ": " + describe(found))
                .toList();
    }

    private static String describe(Incompatibility found) {
        return found.getType() + " at " + found.getLocation() + ": " + found.getMessage();
    }
}
