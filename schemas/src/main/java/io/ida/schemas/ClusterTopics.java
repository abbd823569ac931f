package io.ida.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Blocking calls about a cluster's topics. All calls of one instance together end within the timeout, give or take a second.
 *
 * <p>Every call throws {@link ClusterUnavailableException} if the cluster does not answer in time, and the cluster's own
 * {@link KafkaException} if it refuses.
 */
final class ClusterTopics {
    private static final Duration POLL = Duration.ofMillis(50);
    /** The client itself says that time is up, and a little later so do we. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Admin admin;
    private final Duration timeout;
    private final long deadline;

    ClusterTopics(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /** The state of every named topic. */
    Map<String, TopicState> states(Collection<String> names) {
        Map<String, TopicState> states = new LinkedHashMap<>();
        Map<String, Integer> partitions = new LinkedHashMap<>();
        Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                        names, new DescribeTopicsOptions().timeoutMs(leftMillis()))
                .topicNameValues();
        for (String name : names) {
            try {
                partitions.put(name, await(described.get(name)).partitions().size());
            } catch (UnknownTopicOrPartitionException absent) {
                states.put(name, new TopicState.Absent());
            } catch (AuthorizationException hidden) {
                states.put(name, new TopicState.Hidden());
            }
        }
        configs(partitions.keySet())
                .forEach((name, config) -> states.put(name, new TopicState.Present(partitions.get(name), config)));
        return states;
    }

    private Map<String, Optional<Map<String, String>>> configs(Collection<String> names) {
        Map<String, Optional<Map<String, String>>> configs = new LinkedHashMap<>();
        Map<ConfigResource, KafkaFuture<Config>> described = admin.describeConfigs(
                        names.stream().map(ClusterTopics::resource).toList(),
                        new DescribeConfigsOptions().timeoutMs(leftMillis()))
                .values();
        for (String name : names) {
            try {
                configs.put(name, Optional.of(settings(await(described.get(resource(name))))));
            } catch (AuthorizationException | UnknownTopicOrPartitionException unreadable) {
                configs.put(name, Optional.empty());
            }
        }
        return configs;
    }

    private static Map<String, String> settings(Config config) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null) {
                settings.put(entry.name(), entry.value());
            }
        }
        return settings;
    }

    /** Creates a topic; a replication factor of -1 is the broker's default. */
    void create(WantedTopic topic, short replicationFactor) {
        Optional<Short> replicas = replicationFactor == -1 ? Optional.empty() : Optional.of(replicationFactor);
        NewTopic created =
                new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas).configs(topic.config());
        await(admin.createTopics(List.of(created), new CreateTopicsOptions().timeoutMs(leftMillis()))
                .all());
    }

    /** Sets one setting of a topic and leaves the others as they are. */
    void set(String topic, String setting, String value) {
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        await(admin.incrementalAlterConfigs(
                        Map.of(resource(topic), List.of(set)), new AlterConfigsOptions().timeoutMs(leftMillis()))
                .all());
    }

    /** Returns when the brokers show the topics: that takes a moment after their creation. */
    void awaitVisible(Collection<String> names) {
        Collection<String> waiting = new ArrayList<>(names);
        while (!waiting.isEmpty()) {
            states(waiting).forEach((name, state) -> {
                if (!(state instanceof TopicState.Absent)) {
                    waiting.remove(name);
                }
            });
            if (!waiting.isEmpty() && System.nanoTime() > deadline) {
                throw new ClusterUnavailableException(
                        "The brokers do not show new topics after " + timeout.toSeconds() + " s: " + waiting, null);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            } catch (InterruptedException interrupted) {
                throw new InterruptException(interrupted);
            }
        }
    }

    /** Given to every call, so that none is left behind that would hold up the closing of the client. */
    private int leftMillis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (deadline - System.nanoTime()) / 1_000_000));
    }

    private <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(leftMillis() + GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw unavailable(late);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TimeoutException || failed.getCause() instanceof DisconnectException) {
                throw unavailable(failed.getCause());
            }
            throw failed.getCause() instanceof KafkaException refused ? refused : new KafkaException(failed.getCause());
        }
    }

    private ClusterUnavailableException unavailable(Throwable cause) {
        return new ClusterUnavailableException(
                "The Kafka cluster did not answer within " + timeout.toSeconds()
                        + " s. Is it running, and is bootstrap.servers right?",
                cause);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
