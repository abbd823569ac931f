package io.ida.streams.runtime;

import io.ida.schemas.Topics;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.Topology;

/**
 * A stage of the pipeline: one deployable Kafka Streams application.
 *
 * @param name name, as in {@code ./ida stage NAME}; the default {@code application.id} is {@code ida-NAME}
 * @param keys the stage's own configuration keys, all beginning with {@code NAME.}
 * @param topicNames the topics it reads and writes; it refuses to start without them
 * @param topology builds its topology; must not start anything
 */
public record Stage(
        String name,
        ConfigDef keys,
        Function<Topics, List<String>> topicNames,
        Function<StageConfig, Topology> topology) {}
