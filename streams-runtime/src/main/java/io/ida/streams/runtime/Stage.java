package io.ida.streams.runtime;

import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.Topology;

/**
 * A stage of the pipeline: one deployable Kafka Streams application.
 *
 * @param name name, as in {@code ./ida stage NAME}; the default {@code application.id} is {@code ida-NAME}
 * @param keys the stage's own configuration keys, all beginning with {@code NAME.}
 * @param topology builds its topology; must not start anything. The stage refuses to start without its topics
 */
public record Stage(String name, ConfigDef keys, Function<StageConfig, Topology> topology) {}
