package io.ida.amplification.tasks;

import io.ida.amplification.InvalidTextException;
import io.ida.amplification.Task;
import java.util.List;

/** What every task requires of sizes and facts. */
final class Requirements {
    private Requirements() {}

    static void requireSize(Task task, int size) {
        if (size < task.minSize() || size > task.maxSize()) {
            throw new IllegalArgumentException("Size of " + task.name() + " must be " + task.minSize() + " to "
                    + task.maxSize() + ", not " + size + ".");
        }
    }

    static void requireFacts(Task task, List<String> facts) {
        if (facts.isEmpty()) {
            throw new InvalidTextException("A context of " + task.name() + " needs at least one fact.");
        }
    }

    static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new InvalidTextException(complaint);
        }
    }
}
