package io.ida.streams.synthesize;

import io.ida.streams.models.SupervisionConfig;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Limits of the stage.
 *
 * @param maxRounds rounds H may use for one question
 * @param maxAsks sub-questions H may ask in one round
 * @param expiryInterval how often open nodes and waiting answers are looked at for expiry
 * @param supervision how learned supervisors are run
 */
record SynthesizeConfig(int maxRounds, int maxAsks, Duration expiryInterval, SupervisionConfig supervision) {
    private static final String STAGE = "synthesize";

    static final ConfigDef KEYS = SupervisionConfig.define(STAGE, new ConfigDef())
            .define(
                    "synthesize.max.rounds",
                    Type.INT,
                    64,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Rounds H may use for one question.")
            .define(
                    "synthesize.max.asks",
                    Type.INT,
                    64,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Sub-questions H may ask in one round.")
            .define(
                    "synthesize.expiry.interval.ms",
                    Type.LONG,
                    1_000L,
                    Range.atLeast(1),
                    Importance.LOW,
                    "How often open nodes and waiting answers are looked at for expiry, in milliseconds.");

    static SynthesizeConfig from(AbstractConfig values) {
        return new SynthesizeConfig(
                values.getInt("synthesize.max.rounds"),
                values.getInt("synthesize.max.asks"),
                Duration.ofMillis(values.getLong("synthesize.expiry.interval.ms")),
                SupervisionConfig.from(STAGE, values));
    }
}
