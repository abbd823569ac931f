package io.ida.streams.runtime;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.ida.configuration.Permission;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsConfig;

/** What a stage must be allowed to do on the cluster, as its topology says: no more and no less. */
public final class StageAccess {
    private StageAccess() {}

    /** The permissions of a stage. */
    public static List<Permission> of(Stage stage, StageConfig config) {
        return of(StageTopics.of(stage.topology().apply(config), config.topics()), config);
    }

    static List<Permission> of(StageTopics topics, StageConfig config) {
        String application = config.values().getString(StreamsConfig.APPLICATION_ID_CONFIG);
        String own = application + "-";
        List<Permission> permissions = new ArrayList<>();
        topics.read().forEach(topic -> permissions.add(Permission.topic(topic, READ, "what it works on")));
        topics.written().forEach(topic -> permissions.add(Permission.topic(topic, WRITE, "what comes of it")));
        permissions.add(Permission.topic(own, CREATE, "changelogs of its state").prefixed());
        permissions.add(Permission.topic(own, READ, "restoring its state").prefixed());
        permissions.add(Permission.topic(own, WRITE, "keeping its state").prefixed());
        if (topics.sendsToItself()) {
            permissions.add(Permission.topic(own, DELETE, "emptying what it has sent to itself")
                    .prefixed());
        }
        permissions.add(Permission.group(application, "sharing partitions among instances"));
        permissions.add(Permission.transactions(own, "writing exactly once").prefixed());
        return List.copyOf(permissions);
    }
}
