package io.ida.models.neural;

import io.ida.amplification.Assistant;
import java.util.List;

/** The languages of the five tasks of {@link io.ida.amplification.tasks.StandardTasks}. */
public final class Languages {
    private static final int EXPONENT_BITS = 6;

    private Languages() {}

    /**
     * The language of a task, with fixed names; exponents have up to 6 bits.
     *
     * @throws IllegalArgumentException if no language is known for the task
     */
    public static Language of(String task) {
        return switch (task) {
            case "permutation-powering" -> permutationPowering(EXPONENT_BITS);
            case "sequential-assignments" ->
                language(
                        task,
                        List.of(
                                "{name} := {number:0..7}",
                                "{name} := f({name},{name})",
                                "f({number:0..7},{number:0..7})" + " = {number:0..7}"),
                        List.of("value {name}"),
                        List.of("{number:0..7}", Assistant.IDK));
            case "wildcard-search" ->
                language(
                        task,
                        List.of("{letters:6:ab?} = +1", "{letters:6:ab?} = -1"),
                        List.of("{letters:6:ab?}"),
                        List.of("{number:-32..32}", Assistant.IDK));
            case "shortest-path" ->
                language(
                        task,
                        List.of("{name} -> {name}"),
                        List.of("distance {name} {name}", "step {name} {name}"),
                        List.of("{number:1..12}", "{name}", "inf", Assistant.IDK));
            case "union-find" ->
                language(
                        task,
                        List.of("{name} = {number:0..7}", "{name} ~ {name}"),
                        List.of("value {name}", "parent {name}", "depth {name}"),
                        List.of("{number:0..63}", "{name}", Assistant.IDK));
            default -> throw new IllegalArgumentException("No language is known for the task '" + task + "'.");
        };
    }

    /** Permutation powering with exponents below 2 to the number of bits. */
    public static Language permutationPowering(int exponentBits) {
        return language(
                "permutation-powering",
                List.of("{name} -> {name}"),
                List.of("{name} ^ {bits:" + exponentBits + "}"),
                List.of("{name}", Assistant.IDK));
    }

    private static Language language(String task, List<String> facts, List<String> questions, List<String> answers) {
        return new Language(task, facts, questions, answers, Naming.FIXED);
    }
}
