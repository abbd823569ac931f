package io.ida.cli;

import io.ida.training.iterations.RunSettings;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** How X learns that is a table. */
final class TableOptions {
    private static final int USUAL_SIZE = 8;

    @Option(
            names = "--iterations",
            paramLabel = "K",
            description = "Iterations to run at most (default: until a fixed point).")
    private Integer iterations;

    @Option(
            names = "--contexts",
            defaultValue = "1",
            paramLabel = "C",
            description = "Number of contexts (default: ${DEFAULT-VALUE}).")
    private int contexts;

    @Option(
            names = "--depth",
            defaultValue = "1",
            paramLabel = "D",
            description = "Levels of amplification of each question (default: ${DEFAULT-VALUE}).")
    private int depth;

    /**
     * The settings of a run.
     *
     * @param size of each context; null for the usual one
     * @throws IllegalArgumentException if they make no sense
     */
    RunSettings settings(String run, String task, Integer size, long seed) {
        Map<String, String> keys = new TreeMap<>();
        keys.put(RunSettings.ID, run);
        keys.put(RunSettings.TASK, task);
        keys.put(RunSettings.SIZE, Integer.toString(size == null ? USUAL_SIZE : size));
        keys.put(RunSettings.CONTEXTS, Integer.toString(contexts));
        keys.put(RunSettings.SEED, Long.toString(seed));
        keys.put(RunSettings.DEPTH, Integer.toString(depth));
        if (iterations != null) {
            keys.put(RunSettings.MAX_ITERATIONS, iterations.toString());
        }
        return RunSettings.from(keys);
    }
}
