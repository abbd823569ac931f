package io.ida.streams.runtime;

import io.ida.configuration.AccessCheck;
import io.ida.configuration.ClientSettings;
import io.ida.schemas.TopicPlan;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Refuses to start a stage whose topics are not as the catalogue says, or that is not allowed what it needs. */
final class RequiredTopics {
    private RequiredTopics() {}

    static void check(Stage stage, Topology topology, StageConfig config) {
        try (Admin admin = Admin.create(new ClientSettings(config.properties()).admin())) {
            TopicPlan plan = TopicPlan.of(config.topics(), admin);
            StageTopics topics = StageTopics.of(topology, config.topics());
            new AccessCheck(admin).require(stage.name(), StageAccess.of(topics, config));
            plan.requireMatch(topics.required());
            Set<String> written = topics.internal(config.values().getString(StreamsConfig.APPLICATION_ID_CONFIG));
            written.addAll(topics.required());
            TopicPlan.maxMessageBytes(written, admin)
                    .forEach((name, takes) -> requireRoom(name, takes, config.maxRecordBytes()));
        }
    }

    /** A record that the broker refuses would end the transaction, again and again. */
    static void requireRoom(String topic, int takes, int needed) {
        if (takes < needed) {
            throw new ConfigException("The topic " + topic + " takes " + takes
                    + " bytes at once, and the stage may write " + needed + ": raise max.message.bytes of the topic, or"
                    + " lower " + StageConfig.EVENT_MAX_BYTES + ".");
        }
    }
}
