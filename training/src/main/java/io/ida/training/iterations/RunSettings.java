package io.ida.training.iterations;

import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.SupervisorName;
import io.ida.training.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a run of iterated amplification does. A run that was stopped goes on only with the same settings.
 *
 * @param runId id of the run: letters, digits, {@code _ -}; unique on the cluster
 * @param task name of the task
 * @param size size of each instance
 * @param contexts how many instances, made with the seeds {@code seed}, {@code seed + 1}, …
 * @param seed seed of the first instance
 * @param depth levels of amplification of each question, at least 1
 * @param maxIterations when to stop at the latest; empty: at the fixed point, or after {@value #HARD_CAP}
 * @param model name of the model that is trained; its versions must belong to this run alone
 * @param supervisor name of H, as {@link SupervisorName} reads it
 * @param budget assistant calls that one question may spend; empty for the default of decompose
 * @param timeToLive after what time a question expires
 */
public record RunSettings(
        String runId,
        String task,
        int size,
        int contexts,
        long seed,
        int depth,
        OptionalInt maxIterations,
        String model,
        String supervisor,
        OptionalLong budget,
        Duration timeToLive) {
    /** How many iterations a run without a limit makes at most. */
    public static final int HARD_CAP = 64;

    public static final String ID = "run.id";
    public static final String TASK = "run.task";
    public static final String SIZE = "run.size";
    public static final String CONTEXTS = "run.contexts";
    public static final String SEED = "run.seed";
    public static final String DEPTH = "run.depth";
    public static final String MAX_ITERATIONS = "run.max.iterations";
    public static final String MODEL = "run.model";
    public static final String SUPERVISOR = "run.supervisor";
    public static final String BUDGET = "run.budget";
    public static final String TIME_TO_LIVE_MS = "run.time.to.live.ms";

    /** All keys. */
    public static final Set<String> KEYS =
            Set.of(ID, TASK, SIZE, CONTEXTS, SEED, DEPTH, MAX_ITERATIONS, MODEL, SUPERVISOR, BUDGET, TIME_TO_LIVE_MS);

    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Pattern MODEL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(10);

    public RunSettings {
        require(RUN_ID.matcher(runId).matches(), "A run id has letters, digits, _ and -; '" + runId + "' does not.");
        require(MODEL_NAME.matcher(model).matches(), "A model name has letters, digits and . _ -: '" + model + "'.");
        require(!task.isBlank(), "A run needs a task.");
        require(size >= 1, "The size must be at least 1, not " + size + ".");
        require(contexts >= 1, "A run needs at least 1 context, not " + contexts + ".");
        require(depth >= 1, "The depth must be at least 1, not " + depth + ": depth 0 amplifies nothing.");
        maxIterations.ifPresent(limit -> require(limit >= 1, "A run needs at least 1 iteration, not " + limit + "."));
        SupervisorName.of(supervisor);
        budget.ifPresent(calls -> require(calls >= 0, "The budget is at least 0, not " + calls + "."));
        require(!timeToLive.isNegative() && !timeToLive.isZero(), "The time to live must be positive.");
    }

    /**
     * A run with defaults: depth 1, until the fixed point, the scripted H, the default budget, 10 minutes to live.
     * The model is {@link #defaultModel}.
     */
    public static RunSettings of(String runId, String task, int size, int contexts, long seed) {
        return new RunSettings(
                runId,
                task,
                size,
                contexts,
                seed,
                1,
                OptionalInt.empty(),
                defaultModel(runId),
                ScriptedSupervisor.NAME,
                OptionalLong.empty(),
                DEFAULT_TIME_TO_LIVE);
    }

    /** The model of a run that names none: {@code table-<runId>}, so that two runs never write the same versions. */
    public static String defaultModel(String runId) {
        return "table-" + runId;
    }

    /**
     * Settings by their keys: {@value #ID}, {@value #TASK} and {@value #SIZE} are required, the others have the
     * defaults of {@link #of}, one context and seed 0.
     *
     * @throws IllegalArgumentException if one is missing or malformed; the message names it
     */
    public static RunSettings from(Map<String, String> properties) {
        Settings settings = new Settings(properties);
        String runId = settings.text(ID);
        settings.text(SIZE);
        return new RunSettings(
                runId,
                settings.text(TASK),
                settings.integer(SIZE, 0),
                settings.integer(CONTEXTS, 1),
                settings.number(SEED, 0),
                settings.integer(DEPTH, 1),
                settings.integer(MAX_ITERATIONS),
                settings.text(MODEL, defaultModel(runId)),
                settings.text(SUPERVISOR, ScriptedSupervisor.NAME),
                settings.number(BUDGET),
                settings.millis(TIME_TO_LIVE_MS, DEFAULT_TIME_TO_LIVE));
    }

    /** The settings by their keys, as {@link #from} reads them; sorted. */
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        map.put(ID, runId);
        map.put(TASK, task);
        map.put(SIZE, Integer.toString(size));
        map.put(CONTEXTS, Integer.toString(contexts));
        map.put(SEED, Long.toString(seed));
        map.put(DEPTH, Integer.toString(depth));
        maxIterations.ifPresent(limit -> map.put(MAX_ITERATIONS, Integer.toString(limit)));
        map.put(MODEL, model);
        map.put(SUPERVISOR, supervisor);
        budget.ifPresent(calls -> map.put(BUDGET, Long.toString(calls)));
        map.put(TIME_TO_LIVE_MS, Long.toString(timeToLive.toMillis()));
        return map;
    }

    /** The last iteration that the run may make. */
    int lastIteration() {
        return maxIterations.orElse(HARD_CAP);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
