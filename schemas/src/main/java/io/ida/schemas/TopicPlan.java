package io.ida.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The catalogue compared with a cluster: what is missing or different, at the time of the comparison. Immutable.
 *
 * <p>Of the dead letters only existence and settings count, any number of partitions will do.
 */
public final class TopicPlan {
    /** How long a comparison or its application may take unless another time is given. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** The replication factor that means: the broker's default. */
    public static final short BROKER_DEFAULT = -1;

    private final Map<String, WantedTopic> wanted;
    private final List<TopicFinding> findings;
    private final Duration timeout;

    private TopicPlan(Map<String, WantedTopic> wanted, List<TopicFinding> findings, Duration timeout) {
        this.wanted = wanted;
        this.findings = List.copyOf(findings);
        this.timeout = timeout;
    }

    /** Compares within {@link #DEFAULT_TIMEOUT}. */
    public static TopicPlan of(Topics topics, Admin admin) {
        return of(topics, admin, DEFAULT_TIMEOUT);
    }

    /**
     * Compares the catalogue with the cluster; changes nothing.
     *
     * @param timeout how long this, and later {@link #apply}, may block
     * @throws ClusterUnavailableException if the cluster does not answer in time
     * @throws KafkaException if the cluster refuses to answer at all, for example because it does not know the user
     */
    public static TopicPlan of(Topics topics, Admin admin, Duration timeout) {
        Map<String, WantedTopic> wanted = new LinkedHashMap<>();
        WantedTopic.all(topics).forEach(topic -> wanted.put(topic.name(), topic));
        Map<String, TopicState> states = new ClusterTopics(admin, timeout).states(wanted.keySet());
        List<TopicFinding> findings = new ArrayList<>();
        wanted.forEach((name, topic) -> findings.addAll(topic.compare(states.get(name))));
        return new TopicPlan(wanted, findings, timeout);
    }

    /** What was found, in the catalogue's order; at least one finding for each topic. */
    public List<TopicFinding> findings() {
        return findings;
    }

    /** Whether the cluster is exactly as the catalogue says, settings included. */
    public boolean matches() {
        return findings.stream().allMatch(finding -> finding.kind() == TopicFinding.Kind.OK);
    }

    /**
     * Passes if a stage can work with these topics: they exist and have the right number of partitions. Different
     * settings, such as retention, are no reason to stop.
     *
     * @param names full names of catalogue topics
     * @throws TopicMismatchException if it cannot
     * @throws IllegalArgumentException if a name is not in the catalogue
     */
    public void requireMatch(Collection<String> names) {
        Set<String> required = new LinkedHashSet<>(names);
        for (String name : required) {
            if (!wanted.containsKey(name)) {
                throw new IllegalArgumentException("'" + name + "' is not in the catalogue " + wanted.keySet() + ".");
            }
        }
        List<TopicFinding> problems = findings.stream()
                .filter(finding -> finding.stopsStage() && required.contains(finding.topic()))
                .toList();
        if (!problems.isEmpty()) {
            throw new TopicMismatchException(problems);
        }
    }

    /**
     * Size of the largest batch of records that topics take, in bytes; without those that the cluster does not have, or
     * does not say it of.
     *
     * @throws ClusterUnavailableException if the cluster does not answer within {@link #DEFAULT_TIMEOUT}
     */
    public static Map<String, Integer> maxMessageBytes(Collection<String> topics, Admin admin) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        new ClusterTopics(admin, DEFAULT_TIMEOUT).states(topics).forEach((topic, state) -> {
            if (state instanceof TopicState.Present present) {
                present.config()
                        .map(config -> config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
                        .ifPresent(size -> sizes.put(topic, Integer.valueOf(size)));
            }
        });
        return sizes;
    }

    /**
     * Creates missing topics and sets different settings. Numbers of partitions stay as they are. Returns when the
     * brokers show the new topics. May be repeated.
     *
     * @param replicationFactor of new topics; {@link #BROKER_DEFAULT} leaves it to the broker
     * @return one change for each finding that is not OK; what the cluster refuses is in it with {@code done} false
     * @throws ClusterUnavailableException if the cluster does not answer in time; what was done until then stays
     */
    public List<TopicChange> apply(Admin admin, short replicationFactor) {
        ClusterTopics cluster = new ClusterTopics(admin, timeout);
        List<TopicChange> changes = new ArrayList<>();
        List<String> created = new ArrayList<>();
        for (TopicFinding finding : findings) {
            switch (finding.kind()) {
                case OK -> {}
                case MISSING -> {
                    TopicChange change = create(cluster, wanted.get(finding.topic()), replicationFactor);
                    changes.add(change);
                    if (change.done()) {
                        created.add(finding.topic());
                    }
                }
                case WRONG_CONFIG -> changes.add(align(cluster, finding));
                case WRONG_PARTITIONS -> changes.add(new TopicChange(finding.topic(), false, repartition(finding)));
                case NOT_VISIBLE ->
                    changes.add(new TopicChange(
                            finding.topic(), false, finding.inWords() + ". Grant Describe, then apply again."));
            }
        }
        cluster.awaitVisible(created);
        return changes;
    }

    private static TopicChange create(ClusterTopics cluster, WantedTopic topic, short replicationFactor) {
        try {
            cluster.create(topic, replicationFactor);
            return new TopicChange(topic.name(), true, "created with " + TopicFinding.count(topic.partitions()));
        } catch (TopicExistsException meanwhile) {
            return new TopicChange(topic.name(), false, "was created by someone else meanwhile. Apply again.");
        } catch (KafkaException refused) {
            return new TopicChange(topic.name(), false, "not created: " + refused.getMessage());
        }
    }

    private static TopicChange align(ClusterTopics cluster, TopicFinding finding) {
        String setting = finding.setting();
        try {
            cluster.set(finding.topic(), setting, finding.expected());
            String was = finding.actual().isEmpty() ? "" : ", was " + finding.actual();
            return new TopicChange(finding.topic(), true, setting + " set to " + finding.expected() + was);
        } catch (KafkaException refused) {
            return new TopicChange(finding.topic(), false, setting + " not set: " + refused.getMessage());
        }
    }

    private static String repartition(TopicFinding finding) {
        return finding.inWords() + "; left as it is, because another number would send the parts of a question tree to"
                + " different partitions. Configure all stages for the number the topics have, or, once no tree is in"
                + " flight, stop the stages, reset their state, delete the topic and apply again.";
    }
}
