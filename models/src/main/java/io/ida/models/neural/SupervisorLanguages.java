package io.ida.models.neural;

import io.ida.amplification.Assistant;
import java.util.List;

/** The transcripts of the five tasks of {@link io.ida.amplification.tasks.StandardTasks}. */
public final class SupervisorLanguages {
    private static final int EXPONENT_BITS = 6;
    private static final String NAME = "{name}";
    private static final String VALUE = "{number:0..7}";

    private SupervisorLanguages() {}

    /**
     * The language of a task; exponents have up to 6 bits.
     *
     * @throws IllegalArgumentException if no language is known for the task
     */
    public static SupervisorLanguage of(String task) {
        return switch (task) {
            case "permutation-powering" -> permutationPowering(EXPONENT_BITS);
            case "sequential-assignments" ->
                new SupervisorLanguage(
                        task,
                        List.of("value {name}", "first {name}", "second {name}", "f({number:0..7},{number:0..7})"),
                        List.of(VALUE, NAME, Assistant.IDK));
            case "wildcard-search" ->
                new SupervisorLanguage(task, List.of("{letters:6:ab?}"), List.of("{number:-32..32}", Assistant.IDK));
            case "shortest-path" ->
                new SupervisorLanguage(
                        task,
                        List.of(
                                "distance {name} {name}",
                                "step {name} {name}",
                                "edge {name} {name}",
                                "neighbour {name}"),
                        List.of("{number:1..12}", NAME, "inf", "yes", "no", Assistant.IDK));
            case "union-find" ->
                new SupervisorLanguage(
                        task,
                        List.of(
                                "value {name}",
                                "parent {name}",
                                "depth {name}",
                                "given {name}",
                                "neighbour {name}",
                                "joined {name} {name}"),
                        List.of("{number:0..63}", NAME, "yes", "no", Assistant.IDK));
            default -> throw new IllegalArgumentException("No transcripts are known of the task '" + task + "'.");
        };
    }

    /** Permutation powering with exponents below 2 to the number of bits. */
    public static SupervisorLanguage permutationPowering(int exponentBits) {
        return new SupervisorLanguage(
                "permutation-powering", List.of("{name} ^ {bits:" + exponentBits + "}"), List.of(NAME, Assistant.IDK));
    }
}
