package io.ida.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** The rule of FULL_TRANSITIVE for two versions: each reads what the other writes. */
final class SchemaEvolution {
    private SchemaEvolution() {}

    /** What is wrong, in words; empty if the versions go together. */
    static List<String> problems(String name, Schema current, Schema released) {
        List<String> problems = new ArrayList<>();
        reads(problems, name + ": the current schema does not read the released one: ", current, released);
        reads(problems, name + ": the released schema does not read the current one: ", released, current);
        return problems;
    }

    private static void reads(List<String> problems, String what, Schema reader, Schema writer) {
        var pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
            pair.getResult()
                    .getIncompatibilities()
                    .forEach(found -> problems.add(
                            what + found.getType() + " at " + found.getLocation() + ": " + found.getMessage()));
        }
    }
}
