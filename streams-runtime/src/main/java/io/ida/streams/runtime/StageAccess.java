package io.ida.streams.runtime;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.ida.configuration.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/** What a stage must be allowed to do on the cluster, as its topology says: no more and no less. */
public final class StageAccess {
    private StageAccess() {}

    /** The permissions of a stage. */
    public static List<Permission> of(Stage stage, StageConfig config) {
        return of(stage, stage.topology().apply(config), config);
    }

    static List<Permission> of(Stage stage, Topology topology, StageConfig config) {
        String application = config.values().getString(StreamsConfig.APPLICATION_ID_CONFIG);
        String own = application + "-";
        Set<String> read = new TreeSet<>();
        Set<String> written = new TreeSet<>(Set.of(config.topics().deadLetters()));
        collect(topology.describe(), read, written);
        List<String> shared = stage.topicNames().apply(config.topics());
        boolean repartitions = read.retainAll(shared) | written.retainAll(shared);
        List<Permission> permissions = new ArrayList<>();
        read.forEach(topic -> permissions.add(Permission.topic(topic, READ, "what it works on")));
        written.forEach(topic -> permissions.add(Permission.topic(topic, WRITE, "what comes of it")));
        permissions.add(Permission.topic(own, CREATE, "changelogs of its state").prefixed());
        permissions.add(Permission.topic(own, READ, "restoring its state").prefixed());
        permissions.add(Permission.topic(own, WRITE, "keeping its state").prefixed());
        if (repartitions) {
            permissions.add(Permission.topic(own, DELETE, "emptying what it has sent to itself")
                    .prefixed());
        }
        permissions.add(Permission.group(application, "sharing partitions among instances"));
        permissions.add(Permission.transactions(own, "writing exactly once").prefixed());
        return List.copyOf(permissions);
    }

    private static void collect(TopologyDescription described, Set<String> read, Set<String> written) {
        described.globalStores().forEach(store -> read.addAll(store.source().topicSet()));
        described.subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .forEach(node -> {
                    if (node instanceof Source source) {
                        read.addAll(source.topicSet());
                    } else if (node instanceof Sink sink) {
                        written.add(sink.topic());
                    }
                });
    }
}
