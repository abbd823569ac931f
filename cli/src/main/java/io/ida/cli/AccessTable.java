package io.ida.cli;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Who must be allowed what on the cluster: each stage, the training job, runs of amplification, those who ask, those
 * who operate, and what scales the stages. The command, the documentation and the test of security all take it from here.
 */
final class AccessTable {
    static final String TRAINING = "training";
    static final String RUN = "run";
    static final String USER = "user";
    static final String OPERATOR = "operator";
    static final String SCALER = "scaler";

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
        List<String> applications = new ArrayList<>();
        for (Stage stage : Stages.ALL) {
            StageConfig config = StageConfig.of(stage, GivenSettings.of(complete));
            roles.put(stage.name(), StageAccess.of(stage, config));
            applications.add(config.values().getString(StreamsConfig.APPLICATION_ID_CONFIG));
        }
        Topics topics = new Clients(complete).topics();
        roles.put(
                TRAINING,
                TrainingAccess.of(topics, TrainingConfig.from(complete).group()));
        roles.put(RUN, run(topics));
        roles.put(USER, user(topics));
        String prefix = complete.getOrDefault(ClusterKeys.TOPIC_PREFIX, Topics.DEFAULT_PREFIX);
        roles.put(OPERATOR, operator(topics, prefix, applications));
        roles.put(SCALER, scaler(prefix, applications));
        return roles;
    }

    private static List<Permission> run(Topics topics) {
        return List.of(
                Permission.topic(topics.models().name(), READ, "versions that were trained"),
                Permission.topic(topics.rejectedTraces().name(), READ, "where it ends"),
                Permission.topic(topics.results().name(), READ, "answers"),
                Permission.topic(topics.runs().name(), READ, "going on with a run"),
                Permission.topic(topics.traces().name(), READ, "what was distilled"),
                Permission.topic(topics.trainings().name(), READ, "versions that were asked for"),
                Permission.topic(topics.models().name(), WRITE, "promoting versions"),
                Permission.topic(topics.questions().name(), WRITE, "questions"),
                Permission.topic(topics.runs().name(), WRITE, "how far it is"),
                Permission.topic(topics.trainings().name(), WRITE, "asking for a version"),
                Permission.transactions(topics.runs().name() + ".", "writing exactly once")
                        .prefixed());
    }

    private static List<Permission> user(Topics topics) {
        return List.of(
                Permission.topic(topics.results().name(), READ, "ask, results"),
                Permission.topic(topics.traces().name(), READ, "ask, traces"),
                Permission.topic(topics.rejectedTraces().name(), READ, "ask"),
                Permission.topic(topics.withdrawals().name(), READ, "traces export"),
                Permission.topic(topics.questions().name(), WRITE, "ask, publish"));
    }

    private static List<Permission> operator(Topics topics, String prefix, List<String> applications) {
        List<Permission> permissions = new ArrayList<>(List.of(
                Permission.topic(prefix, CREATE, "topics apply").prefixed(),
                Permission.topic(prefix, DESCRIBE_CONFIGS, "topics plan").prefixed(),
                Permission.topic(prefix, ALTER_CONFIGS, "topics apply").prefixed(),
                Permission.topic(prefix, READ, "dead-letters, traces, models, stage reset")
                        .prefixed(),
                Permission.topic(prefix, WRITE, "dead-letters redrive, models rollback, traces withdraw")
                        .prefixed(),
                Permission.transactions(Redrive.id(topics), "dead-letters redrive: each once"),
                Permission.transactions(ModelEditing.id(topics), "models promote and rollback")));
        for (String application : applications) {
            permissions.add(Permission.topic(application + "-", DELETE, "stage reset: its state")
                    .prefixed());
            permissions.add(Permission.group(application, "stage reset: where it reads"));
        }
        return List.copyOf(permissions);
    }

    /** Such as KEDA: it looks at the lag, and changes nothing. */
    private static List<Permission> scaler(String prefix, List<String> applications) {
        List<Permission> permissions = new ArrayList<>();
        permissions.add(
                Permission.topic(prefix, DESCRIBE, "where the topics end").prefixed());
        for (String application : applications) {
            permissions.add(Permission.group(application, DESCRIBE, "how far the stage has read"));
        }
        return List.copyOf(permissions);
    }
}
