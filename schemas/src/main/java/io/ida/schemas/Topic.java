package io.ida.schemas;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the pipeline.
 *
 * @param name full name, prefix included
 * @param valueType the event it carries; keys are UTF-8 strings
 * @param key what the key is, in words
 * @param partitions number of partitions it must have
 * @param config topic settings that it must have, by Kafka's names
 */
public record Topic<V extends SpecificRecord>(
        String name, Class<V> valueType, String key, int partitions, Map<String, String> config) {
    public Topic {
        config = Map.copyOf(config);
    }
}
