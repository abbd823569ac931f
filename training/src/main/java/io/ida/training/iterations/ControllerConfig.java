package io.ida.training.iterations;

import io.ida.training.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings of the controller of one run.
 *
 * @param client properties of Kafka and registry clients, with {@code topic.prefix} and {@code topic.partitions}
 * @param run what the run does
 * @param stallTimeout how long nothing may come before the run gives up
 * @param batch questions of one transaction
 * @param inFlight how many questions may wait for results before more are asked
 */
public record ControllerConfig(
        Map<String, String> client, RunSettings run, Duration stallTimeout, int batch, int inFlight) {
    public static final String STALL_TIMEOUT_MS = "controller.stall.timeout.ms";
    public static final String BATCH = "controller.batch";
    public static final String IN_FLIGHT = "controller.in.flight";

    /** All keys, those of the run among them. */
    public static final Set<String> KEYS = Stream.concat(
                    RunSettings.KEYS.stream(), Stream.of(STALL_TIMEOUT_MS, BATCH, IN_FLIGHT))
            .collect(Collectors.toUnmodifiableSet());

    private static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofMinutes(5);
    private static final int DEFAULT_BATCH = 2_000;
    private static final int DEFAULT_IN_FLIGHT = 20_000;

    public ControllerConfig {
        client = Map.copyOf(client);
        if (stallTimeout.isNegative() || stallTimeout.isZero()) {
            throw new IllegalArgumentException(STALL_TIMEOUT_MS + " must be positive.");
        }
        if (batch < 1 || inFlight < batch) {
            throw new IllegalArgumentException(BATCH + " must be at least 1 and " + IN_FLIGHT + " not less than it.");
        }
    }

    /** A run with the default stall timeout (5 minutes) and batches. */
    public static ControllerConfig of(Map<String, String> client, RunSettings run) {
        return new ControllerConfig(client, run, DEFAULT_STALL_TIMEOUT, DEFAULT_BATCH, DEFAULT_IN_FLIGHT);
    }

    /** Without what is in the properties of clients: secrets among them. */
    @Override
    public String toString() {
        return "ControllerConfig[run=" + run + ", stallTimeout=" + stallTimeout + ", batch=" + batch + ", inFlight="
                + inFlight + "]";
    }

    /**
     * Settings by their keys: those of {@link RunSettings#from}, {@value #STALL_TIMEOUT_MS}, {@value #BATCH} and
     * {@value #IN_FLIGHT}. All properties go to the clients, too.
     */
    public static ControllerConfig from(Map<String, String> properties) {
        Settings settings = new Settings(properties);
        return new ControllerConfig(
                properties,
                RunSettings.from(properties),
                settings.millis(STALL_TIMEOUT_MS, DEFAULT_STALL_TIMEOUT),
                settings.integer(BATCH, DEFAULT_BATCH),
                settings.integer(IN_FLIGHT, DEFAULT_IN_FLIGHT));
    }
}
