package io.ida.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.models.neural.StudentConfig;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a student is trained, as a request for training says it.
 *
 * @param student what a student that starts from scratch is made from; others keep what they were made from
 * @param seed what parameters and batches are drawn from
 * @param steps steps that make one version
 * @param contextsOfBatch contexts in a batch
 * @param lessonsOfContext lessons of each context in a batch
 * @param targets what the student learns to answer
 */
public record StudentSettings(
        StudentConfig student, long seed, int steps, int contextsOfBatch, int lessonsOfContext, Targets targets) {
    public static final String STUDENT = "student";
    public static final String SEED = "seed";
    public static final String STEPS = "steps";
    public static final String CONTEXTS = "batch.contexts";
    public static final String LESSONS = "batch.lessons";
    public static final String TARGETS = "targets";

    /** All keys. */
    public static final Set<String> KEYS = Set.of(STUDENT, SEED, STEPS, CONTEXTS, LESSONS, TARGETS);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the student learns to answer. */
    public enum Targets {
        /** What the amplified team answered. */
        AMPLIFIED,
        /** What the solver answers: supervised learning, the baseline. */
        SOLVER
    }

    public StudentSettings {
        if (steps < 1 || contextsOfBatch < 1 || lessonsOfContext < 1) {
            throw new IllegalArgumentException(
                    "A version needs at least 1 step, and a batch 1 context with 1 lesson; not " + steps + ", "
                            + contextsOfBatch + " and " + lessonsOfContext + ".");
        }
    }

    /**
     * Settings by their keys.
     *
     * @throws IllegalArgumentException if one is missing or malformed; the message names it
     */
    public static StudentSettings from(Map<String, String> properties) {
        Settings settings = new Settings(properties);
        try {
            return new StudentSettings(
                    JSON.readValue(settings.text(STUDENT), StudentConfig.class),
                    settings.number(SEED, 0),
                    settings.integer(STEPS, 100),
                    settings.integer(CONTEXTS, 25),
                    settings.integer(LESSONS, 8),
                    Targets.valueOf(
                            settings.text(TARGETS, Targets.AMPLIFIED.name()).toUpperCase(Locale.ROOT)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The setting " + STUDENT + " does not describe a student: " + e.getOriginalMessage(), e);
        }
    }

    /** The settings by their keys, as {@link #from} reads them; sorted. */
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        try {
            map.put(STUDENT, JSON.writeValueAsString(student));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The description of a student is always JSON.", e);
        }
        map.put(SEED, Long.toString(seed));
        map.put(STEPS, Integer.toString(steps));
        map.put(CONTEXTS, Integer.toString(contextsOfBatch));
        map.put(LESSONS, Integer.toString(lessonsOfContext));
        map.put(TARGETS, targets.name().toLowerCase(Locale.ROOT));
        return map;
    }
}
