package io.ida.streams.runtime;

import io.ida.schemas.TopicPlan;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Refuses to start a stage whose topics are not as the catalogue says. */
final class RequiredTopics {
    private RequiredTopics() {}

    static void check(Stage stage, StageConfig config) {
        Map<String, Object> properties = new HashMap<>(config.properties());
        properties.keySet().retainAll(AdminClientConfig.configNames());
        try (Admin admin = Admin.create(properties)) {
            TopicPlan.of(config.topics(), admin).requireMatch(stage.topicNames().apply(config.topics()));
        }
    }
}
