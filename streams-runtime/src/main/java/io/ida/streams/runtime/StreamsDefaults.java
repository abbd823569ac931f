package io.ida.streams.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What every stage sets otherwise than Kafka Streams does, unless it was given. Of a key with the prefix of a client and
 * the same key without, Kafka Streams takes the former: so a default gives way to every form of its key.
 */
final class StreamsDefaults {
    /** Kafka deprecates the constant at once: in version 5 it is always so. */
    private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";

    private static final List<String> CONSUMER =
            List.of("", StreamsConfig.CONSUMER_PREFIX, StreamsConfig.MAIN_CONSUMER_PREFIX);

    private final Map<String, String> given;
    private final Map<String, Object> defaults = new HashMap<>();

    private StreamsDefaults(Map<String, String> given) {
        this.given = given;
    }

    /**
     * The defaults that hold.
     *
     * @param given what the stage was told
     * @param maxRecordBytes largest record that the producer writes
     */
    static Map<String, Object> of(Map<String, String> given, int maxRecordBytes) {
        StreamsDefaults streams = new StreamsDefaults(given);
        streams.set(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        streams.set(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 25);
        streams.set(StreamsConfig.POLL_MS_CONFIG, 5);
        streams.set(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        streams.set(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        streams.set(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StateMemory.Setter.class);
        streams.set(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        streams.set(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        streams.set(GLOBAL_HANDLER, true);
        streams.set(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        streams.set(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), maxRecordBytes);
        streams.setForProducer(ProducerConfig.LINGER_MS_CONFIG, 5);
        streams.setForProducer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRecordBytes);
        streams.setForConsumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        streams.setForConsumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return streams.defaults;
    }

    /** What was given for a key of the producer, in the form that wins. */
    static Optional<String> givenForProducer(Map<String, String> given, String key) {
        return Stream.of(StreamsConfig.producerPrefix(key), key)
                .filter(given::containsKey)
                .findFirst()
                .map(given::get);
    }

    /** Whether a key of the consumer that shares partitions was given, in whichever form. */
    static boolean isGivenForConsumer(Map<String, String> given, String key) {
        return CONSUMER.stream().anyMatch(prefix -> given.containsKey(prefix + key));
    }

    private void set(String key, Object value) {
        if (!given.containsKey(key)) {
            defaults.put(key, value);
        }
    }

    private void setForProducer(String key, Object value) {
        if (givenForProducer(given, key).isEmpty()) {
            defaults.put(StreamsConfig.producerPrefix(key), value);
        }
    }

    private void setForConsumer(String key, Object value) {
        if (!isGivenForConsumer(given, key)) {
            defaults.put(StreamsConfig.consumerPrefix(key), value);
        }
    }
}
