package io.ida.training.iterations;

import java.util.OptionalInt;

/**
 * Ids of the questions of an iteration: {@code <run>.<iteration>.<number>}, so that a restarted controller means the
 * same questions.
 */
public record RootIds(String prefix) {
    public static RootIds of(String runId, int iteration) {
        return new RootIds(runId + "." + iteration + ".");
    }

    public String id(int number) {
        return prefix + number;
    }

    /** The number of a question of this iteration; empty for an id of something else. */
    public OptionalInt number(String id) {
        if (!id.startsWith(prefix)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(id, prefix.length(), id.length(), 10));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
