package io.ida.bench.faults;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is done to the pipeline, to whom, and for how long. */
enum FaultKind {
    STAGE_KILLED("stage killed and restarted", Targets.INSTANCES, 1, 5),
    STATE_LOST("stage killed, restarted without its state", Targets.INSTANCES, 1, 5),
    STAGE_PAUSED("stage paused until others had its work, and resumed", Targets.INSTANCES, 13, 18),
    STAGE_RESTARTED("stage stopped and restarted", Targets.INSTANCES, 0, 2),
    STAGE_SCALED("stage scaled up and down", Targets.EXTRAS, 12, 18),
    MODEL_SLOW("assistant made slow", Targets.ASSISTANTS, 14, 20),
    BROKER_KILLED("broker killed and restarted", Targets.BROKERS, 2, 8),
    REGISTRY_OUT("schema registry out of reach", List.of(Targets.REGISTRY), 8, 15);

    private final String words;
    private final List<String> targets;
    private final int leastSeconds;
    private final int mostSeconds;

    FaultKind(String words, List<String> targets, int leastSeconds, int mostSeconds) {
        this.words = words;
        this.targets = targets;
        this.leastSeconds = leastSeconds;
        this.mostSeconds = mostSeconds;
    }

    String inWords() {
        return words;
    }

    /** The names of those who can be struck. */
    List<String> targets() {
        return targets;
    }

    Duration drawLength(RandomGenerator random) {
        return Duration.ofMillis(random.nextInt(1000 * leastSeconds, 1000 * mostSeconds + 1));
    }
}
