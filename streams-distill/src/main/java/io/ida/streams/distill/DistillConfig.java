package io.ida.streams.distill;

import io.ida.amplification.Splits;
import io.ida.streams.runtime.StageConfig;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the stage.
 *
 * @param splits shares of the data set's parts
 * @param lateNodeWindow how long a finished root is remembered for nodes that end after it
 * @param duplicateWindow how long a row is remembered so that the same one is found again; zero: duplicates pass
 * @param spotChecks which sub-answers are amplified once more
 * @param expiryInterval how often held nodes are looked at for roots that never finish, and rows for checks
 * @param rowRoom how large rows may be
 */
record DistillConfig(
        Splits splits,
        Duration lateNodeWindow,
        Duration duplicateWindow,
        SpotChecks spotChecks,
        Duration expiryInterval,
        RowRoom rowRoom) {
    static final ConfigDef KEYS = new ConfigDef()
            .define(
                    "distill.validation.percent",
                    Type.INT,
                    Splits.STANDARD.validationPercent(),
                    Range.between(0, 100),
                    Importance.MEDIUM,
                    "Share of contexts whose traces are VALIDATION, in percent. Choose it before there are traces: if it"
                            + " changes, contexts move to other parts, and what is there of them stays where it is. ./ida"
                            + " amplify and ./ida evaluate must be given the same.")
            .define(
                    "distill.test.percent",
                    Type.INT,
                    Splits.STANDARD.testPercent(),
                    Range.between(0, 100),
                    Importance.MEDIUM,
                    "Share of contexts whose traces are TEST, in percent; see distill.validation.percent.")
            .define(
                    "distill.late.node.window.ms",
                    Type.LONG,
                    3_600_000L,
                    Range.atLeast(1),
                    Importance.LOW,
                    "How long a finished root is remembered for nodes of its tree that end after it, in milliseconds.")
            .define(
                    "distill.duplicate.window.ms",
                    Type.LONG,
                    0L,
                    Range.atLeast(0),
                    Importance.MEDIUM,
                    "How long a row is remembered so that another one with the same content is rejected, in milliseconds;"
                            + " with 0 duplicates pass. The content is all but ids, places in trees, times, budgets and"
                            + " usage: labels and versions are part of it.")
            .define(
                    "distill.spot.check.share",
                    Type.DOUBLE,
                    0.0,
                    Range.between(0.0, 1.0),
                    Importance.MEDIUM,
                    "Share of sub-answers that are amplified once more and compared, 0 to 1, in rows that are fit and in"
                            + " others. A row waits for the results.")
            .define(
                    "distill.spot.check.seed",
                    Type.LONG,
                    0L,
                    Importance.LOW,
                    "Chooses the sub-answers that are checked, together with the ids of their questions.")
            .define(
                    "distill.spot.check.timeout.ms",
                    Type.LONG,
                    60_000L,
                    Range.atLeast(1),
                    Importance.LOW,
                    "How long a row waits for the results of its checks, and when those expire, in milliseconds. Should be"
                            + " less than whoever waits for traces has patience for.")
            .define(
                    "distill.expiry.interval.ms",
                    Type.LONG,
                    1_000L,
                    Range.atLeast(1),
                    Importance.LOW,
                    "How often held nodes are looked at for roots that never finish, and rows for checks without a result,"
                            + " in milliseconds.");

    static DistillConfig from(AbstractConfig values) {
        int validation = values.getInt("distill.validation.percent");
        int test = values.getInt("distill.test.percent");
        if (validation + test > 100) {
            throw new ConfigException(
                    "distill.test.percent", test, "with distill.validation.percent it is more than 100");
        }
        return new DistillConfig(
                new Splits(validation, test),
                Duration.ofMillis(values.getLong("distill.late.node.window.ms")),
                Duration.ofMillis(values.getLong("distill.duplicate.window.ms")),
                new SpotChecks(
                        values.getDouble("distill.spot.check.share"),
                        values.getLong("distill.spot.check.seed"),
                        Duration.ofMillis(values.getLong("distill.spot.check.timeout.ms"))),
                Duration.ofMillis(values.getLong("distill.expiry.interval.ms")),
                new RowRoom(values.getInt(StageConfig.EVENT_MAX_BYTES)));
    }
}
