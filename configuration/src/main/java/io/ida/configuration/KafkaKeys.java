package io.ida.configuration;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The keys that Kafka's clients and Kafka Streams know, as their own definitions say. */
final class KafkaKeys {
    static final String CONSUMER = StreamsConfig.CONSUMER_PREFIX;
    static final String PRODUCER = StreamsConfig.PRODUCER_PREFIX;
    static final String ADMIN = StreamsConfig.ADMIN_CLIENT_PREFIX;

    private static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;

    private static final List<ConfigDef> DEFINITIONS = List.of(
            StreamsConfig.configDef(),
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            AdminClientConfig.configDef());

    /** Behind {@code topic.}, for the topics that Kafka Streams creates. */
    private static final Set<String> TOPIC = Set.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.COMPRESSION_TYPE_CONFIG,
            TopicConfig.COMPRESSION_GZIP_LEVEL_CONFIG,
            TopicConfig.COMPRESSION_LZ4_LEVEL_CONFIG,
            TopicConfig.COMPRESSION_ZSTD_LEVEL_CONFIG,
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
            TopicConfig.FILE_DELETE_DELAY_MS_CONFIG,
            TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG,
            TopicConfig.FLUSH_MS_CONFIG,
            TopicConfig.INDEX_INTERVAL_BYTES_CONFIG,
            TopicConfig.LOCAL_LOG_RETENTION_BYTES_CONFIG,
            TopicConfig.LOCAL_LOG_RETENTION_MS_CONFIG,
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
            TopicConfig.PREALLOCATE_CONFIG,
            TopicConfig.REMOTE_LOG_STORAGE_ENABLE_CONFIG,
            TopicConfig.RETENTION_BYTES_CONFIG,
            TopicConfig.RETENTION_MS_CONFIG,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            TopicConfig.SEGMENT_INDEX_BYTES_CONFIG,
            TopicConfig.SEGMENT_JITTER_MS_CONFIG,
            TopicConfig.SEGMENT_MS_CONFIG,
            TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG);

    /** All of them, with the prefixes that Kafka Streams gives them. */
    private static final Set<String> ALL = Stream.of(
                    DEFINITIONS.stream().flatMap(definition -> definition.names().stream()),
                    prefixed(CONSUMER, ConsumerConfig.configNames()),
                    prefixed(StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.configNames()),
                    prefixed(StreamsConfig.RESTORE_CONSUMER_PREFIX, ConsumerConfig.configNames()),
                    prefixed(StreamsConfig.GLOBAL_CONSUMER_PREFIX, ConsumerConfig.configNames()),
                    prefixed(PRODUCER, ProducerConfig.configNames()),
                    prefixed(ADMIN, AdminClientConfig.configNames()),
                    prefixed(StreamsConfig.TOPIC_PREFIX, TOPIC))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private KafkaKeys() {}

    static Set<String> all() {
        return ALL;
    }

    static boolean isKnown(String key) {
        return ALL.contains(key) || key.equals(PROVIDERS) || key.startsWith(PROVIDERS + ".");
    }

    /** The keys whose values have a type. */
    static Set<String> ofType(Type type) {
        return DEFINITIONS.stream()
                .flatMap(definition -> definition.configKeys().values().stream())
                .filter(key -> key.type == type)
                .map(key -> key.name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> prefixed(String prefix, Set<String> names) {
        return names.stream().map(name -> prefix + name);
    }
}
