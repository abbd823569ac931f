package io.ida.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.models.neural.SupervisorConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How H&prime; is trained, as a request for training says it.
 *
 * @param supervisor what an H&prime; that starts from scratch is made from; others keep what they were made from
 * @param seed what parameters and batches are drawn from
 * @param steps steps that make one version
 * @param batch demonstrations in a batch
 */
public record ImitatorSettings(SupervisorConfig supervisor, long seed, int steps, int batch) {
    public static final String SUPERVISOR = "supervisor";
    public static final String SEED = "seed";
    public static final String STEPS = "steps";
    public static final String BATCH = "batch";

    /** All keys. */
    public static final Set<String> KEYS = Set.of(SUPERVISOR, SEED, STEPS, BATCH);

    private static final ObjectMapper JSON = new ObjectMapper();

    public ImitatorSettings {
        if (steps < 1 || batch < 1) {
            throw new IllegalArgumentException("A version needs at least 1 step, and a batch 1 demonstration; not "
                    + steps + " and " + batch + ".");
        }
    }

    /**
     * Settings by their keys.
     *
     * @throws IllegalArgumentException if one is missing or malformed; the message names it
     */
    public static ImitatorSettings from(Map<String, String> properties) {
        Settings settings = new Settings(properties);
        try {
            return new ImitatorSettings(
                    JSON.readValue(settings.text(SUPERVISOR), SupervisorConfig.class),
                    settings.number(SEED, 0),
                    settings.integer(STEPS, 100),
                    settings.integer(BATCH, 64));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The setting " + SUPERVISOR + " does not describe a learned supervisor: " + e.getOriginalMessage(),
                    e);
        }
    }

    /** The settings by their keys, as {@link #from} reads them; sorted. */
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        try {
            map.put(SUPERVISOR, JSON.writeValueAsString(supervisor));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The description of a supervisor is always JSON.", e);
        }
        map.put(SEED, Long.toString(seed));
        map.put(STEPS, Integer.toString(steps));
        map.put(BATCH, Integer.toString(batch));
        return map;
    }
}
