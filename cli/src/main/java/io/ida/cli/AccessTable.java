package io.ida.cli;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.ida.configuration.ClusterKeys;
import io.ida.configuration.GivenSettings;
import io.ida.configuration.Permission;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageAccess;
import io.ida.streams.runtime.StageConfig;
import io.ida.training.TrainingAccess;
import io.ida.training.TrainingConfig;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who must be allowed what on the cluster: each stage, the training job, those who ask, and those who operate. The
 * command, the documentation and the test of security all take it from here.
 */
final class AccessTable {
    static final String TRAINING = "training";
    static final String USER = "user";
    static final String OPERATOR = "operator";

    /** What is required without a default, and does not change what is allowed. */
    private static final Map<String, String> ANYWHERE = Map.of(
            ClusterKeys.BOOTSTRAP_SERVERS,
            "any:9092",
            ClusterKeys.SCHEMA_REGISTRY_URL,
            "http://any",
            TrainingConfig.MODEL_STORE,
            "any",
            "assist.model.store",
            "any");

    private AccessTable() {}

    /** The permissions of every role with a configuration, in the order of the flow. */
    static Map<String, List<Permission>> of(Map<String, String> properties) {
        Map<String, String> complete = new HashMap<>(ANYWHERE);
        complete.putAll(properties);
        Map<String, List<Permission>> roles = new LinkedHashMap<>();
        for (Stage stage : Stages.ALL) {
            roles.put(stage.name(), StageAccess.of(stage, StageConfig.of(stage, GivenSettings.of(complete))));
        }
        Topics topics = new Clients(complete).topics();
        roles.put(
                TRAINING,
                TrainingAccess.of(topics, TrainingConfig.from(complete).group()));
        roles.put(USER, user(topics));
        roles.put(OPERATOR, operator(topics, complete.getOrDefault(ClusterKeys.TOPIC_PREFIX, Topics.DEFAULT_PREFIX)));
        return roles;
    }

    private static List<Permission> user(Topics topics) {
        return List.of(
                Permission.topic(topics.results().name(), READ, "ask, results"),
                Permission.topic(topics.traces().name(), READ, "ask, traces"),
                Permission.topic(topics.rejectedTraces().name(), READ, "ask"),
                Permission.topic(topics.withdrawals().name(), READ, "traces export"),
                Permission.topic(topics.questions().name(), WRITE, "ask, publish"));
    }

    private static List<Permission> operator(Topics topics, String prefix) {
        String redrive = Redrive.id(topics);
        return List.of(
                Permission.topic(prefix, CREATE, "topics apply").prefixed(),
                Permission.topic(prefix, DESCRIBE_CONFIGS, "topics plan").prefixed(),
                Permission.topic(prefix, ALTER_CONFIGS, "topics apply").prefixed(),
                Permission.topic(topics.deadLetters(), READ, "dead-letters"),
                Permission.topic(prefix, WRITE, "dead-letters redrive: back to where they came from")
                        .prefixed(),
                Permission.group(redrive, "dead-letters redrive: what was sent"),
                Permission.transactions(redrive, "dead-letters redrive: each once"));
    }
}
