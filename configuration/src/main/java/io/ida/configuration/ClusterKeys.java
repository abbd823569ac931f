package io.ida.configuration;

import io.ida.schemas.Topics;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The keys that say where the cluster is and how its topics are: every process has them. */
public final class ClusterKeys {
    /** Addresses of the brokers. */
    public static final String BOOTSTRAP_SERVERS = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

    /** Address of the schema registry. */
    public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";

    /** What all topic names begin with. */
    public static final String TOPIC_PREFIX = "topic.prefix";

    /** Partitions of the topics keyed by root id. */
    public static final String TOPIC_PARTITIONS = "topic.partitions";

    private ClusterKeys() {}

    /** Adds the keys to those of a process. */
    public static ConfigDef define(ConfigDef keys) {
        return keys.define(
                        BOOTSTRAP_SERVERS,
                        Type.LIST,
                        Importance.HIGH,
                        "Addresses of the Kafka cluster, host:port, separated by commas.")
                .define(
                        SCHEMA_REGISTRY_URL,
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "Address of the schema registry; required.")
                .define(
                        TOPIC_PREFIX,
                        Type.STRING,
                        Topics.DEFAULT_PREFIX,
                        Importance.MEDIUM,
                        "What all topic names begin with.")
                .define(
                        TOPIC_PARTITIONS,
                        Type.INT,
                        Topics.DEFAULT_PARTITIONS,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "Partitions of the topics keyed by root id; the same for every process.");
    }

    /** The catalogue of topics that a configuration with the keys describes. */
    public static Topics topics(AbstractConfig values) {
        return new Topics(values.getString(TOPIC_PREFIX), values.getInt(TOPIC_PARTITIONS));
    }
}
