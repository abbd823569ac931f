package io.ida.streams.decompose;

import io.ida.streams.models.SupervisionConfig;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Limits and defaults of the stage.
 *
 * @param maxDepth largest depth a question may have
 * @param maxRounds rounds H may use for one question
 * @param maxAsks sub-questions H may ask in one round
 * @param maxTextLength longest text of a question or fact, in characters
 * @param maxFacts largest number of facts in a context
 * @param maxQuestionBytes largest sum of what a root brings along, in bytes of UTF-8
 * @param defaultBudget assistant calls of a tree whose root gives no budget
 * @param defaultTimeToLive time to live of a root that gives no expiresAt
 * @param duplicateWindow how long a root's id is remembered, by the timestamps of roots, so that a second root with it
 *     is dropped
 * @param maxOpenTrees trees of a task that are open at once; roots beyond them wait
 * @param assistShards into how many keys the questions about one context are spread
 * @param supervision how learned supervisors are run
 */
record DecomposeConfig(
        int maxDepth,
        int maxRounds,
        int maxAsks,
        int maxTextLength,
        int maxFacts,
        int maxQuestionBytes,
        long defaultBudget,
        Duration defaultTimeToLive,
        Duration duplicateWindow,
        int maxOpenTrees,
        int assistShards,
        SupervisionConfig supervision) {
    private static final String STAGE = "decompose";

    static final ConfigDef KEYS = SupervisionConfig.define(STAGE, new ConfigDef())
            .define(
                    "decompose.max.depth",
                    Type.INT,
                    64,
                    Range.atLeast(0),
                    Importance.MEDIUM,
                    "Largest depth a question may have.")
            .define(
                    "decompose.max.rounds",
                    Type.INT,
                    64,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Rounds H may use for one question.")
            .define(
                    "decompose.max.asks",
                    Type.INT,
                    64,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Sub-questions H may ask in one round.")
            .define(
                    "decompose.max.text.length",
                    Type.INT,
                    10_000,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Longest text of a question or fact, in characters.")
            .define(
                    "decompose.max.facts",
                    Type.INT,
                    10_000,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Largest number of facts in a context.")
            .define(
                    "decompose.max.question.bytes",
                    Type.INT,
                    500_000,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Largest sum of the text, facts and labels of a root, in bytes of UTF-8. What is left of event.max.bytes is"
                            + " the room for H's exchanges.")
            .define(
                    "decompose.default.budget",
                    Type.LONG,
                    10_000L,
                    Range.atLeast(0),
                    Importance.HIGH,
                    "Assistant calls of a tree whose root gives no budget.")
            .define(
                    "decompose.default.time.to.live.ms",
                    Type.LONG,
                    600_000L,
                    Range.atLeast(1),
                    Importance.HIGH,
                    "Time to live of a root that gives no expiresAt, in milliseconds.")
            .define(
                    "decompose.duplicate.window.ms",
                    Type.LONG,
                    3_600_000L,
                    Range.atLeast(1),
                    Importance.MEDIUM,
                    "How long a root's id is remembered, so that a second root with it is dropped, in milliseconds. Two roots are"
                            + " one only if the timestamps of their records are no further apart.")
            .define(
                    "decompose.max.open.trees",
                    Type.INT,
                    2_000,
                    Range.atLeast(1),
                    Importance.MEDIUM,
                    "Trees of a partition that are open at once. Further roots wait their turn in a store, oldest first; their"
                            + " time to live goes on.")
            .define(
                    "decompose.assist.shards",
                    Type.INT,
                    16,
                    Range.atLeast(1),
                    Importance.MEDIUM,
                    "Into how many keys of the assists topic the questions about one context are spread.");

    static DecomposeConfig from(AbstractConfig values) {
        return new DecomposeConfig(
                values.getInt("decompose.max.depth"),
                values.getInt("decompose.max.rounds"),
                values.getInt("decompose.max.asks"),
                values.getInt("decompose.max.text.length"),
                values.getInt("decompose.max.facts"),
                values.getInt("decompose.max.question.bytes"),
                values.getLong("decompose.default.budget"),
                Duration.ofMillis(values.getLong("decompose.default.time.to.live.ms")),
                Duration.ofMillis(values.getLong("decompose.duplicate.window.ms")),
                values.getInt("decompose.max.open.trees"),
                values.getInt("decompose.assist.shards"),
                SupervisionConfig.from(STAGE, values));
    }
}
