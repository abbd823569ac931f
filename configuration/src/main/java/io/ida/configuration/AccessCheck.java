package io.ida.configuration;

import io.ida.schemas.ClusterUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks the brokers at the start of a process what it is allowed, so that it does not find out in the middle of its work.
 * Permissions for topics that begin with a name are not asked for: the topics need not be there yet. What a broker is too
 * old to be asked is not looked at.
 */
public final class AccessCheck {
    private static final String ANY_NAME = "access-check";

    private final Admin admin;

    /** @param admin a client of the user that is asked about; stays open */
    public AccessCheck(Admin admin) {
        this.admin = admin;
    }

    /**
     * Requires that the user of the client has the permissions.
     *
     * @param process its name, as for {@code ./ida acls list}
     * @throws MissingAccessException if some are missing; the message has all of them
     * @throws ClusterUnavailableException if the brokers do not answer in time
     * @throws KafkaException if they refuse to say
     */
    public void require(String process, List<Permission> permissions) {
        Map<String, KafkaFuture<TopicDescription>> topics = topics(permissions);
        List<Permission> missing = permissions.stream()
                .filter(permission -> !isGranted(permission, topics))
                .toList();
        if (!missing.isEmpty()) {
            throw new MissingAccessException(process, missing);
        }
    }

    private boolean isGranted(Permission permission, Map<String, KafkaFuture<TopicDescription>> topics) {
        String name = permission.resource().name();
        boolean isPrefix = permission.resource().patternType() == PatternType.PREFIXED;
        try {
            return switch (permission.resource().resourceType()) {
                case TOPIC -> isPrefix || includes(await(topics.get(name)).authorizedOperations(), permission);
                case GROUP -> includes(groupOperations(name), permission);
                case TRANSACTIONAL_ID ->
                    await(admin.describeTransactions(List.of(isPrefix ? name + ANY_NAME : name))
                                    .description(isPrefix ? name + ANY_NAME : name))
                            != null;
                default -> true;
            };
        } catch (AuthorizationException refused) {
            return false;
        } catch (UnknownTopicOrPartitionException
                | GroupIdNotFoundException
                | TransactionalIdNotFoundException allowed) {
            return true; // who may not see it is told that, and not whether it is there
        } catch (UnsupportedVersionException unanswerable) {
            return true;
        }
    }

    private Set<AclOperation> groupOperations(String group) {
        return await(admin.describeConsumerGroups(
                                List.of(group), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                        .describedGroups()
                        .get(group))
                .authorizedOperations();
    }

    private Map<String, KafkaFuture<TopicDescription>> topics(List<Permission> permissions) {
        List<String> names = permissions.stream()
                .map(Permission::resource)
                .filter(resource -> resource.resourceType() == ResourceType.TOPIC)
                .filter(resource -> resource.patternType() == PatternType.LITERAL)
                .map(resource -> resource.name())
                .distinct()
                .toList();
        return admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
    }

    /** A broker that does not say what is allowed, allows it for all we know. */
    private static boolean includes(Set<AclOperation> allowed, Permission permission) {
        return allowed == null || allowed.contains(permission.operation());
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TimeoutException || failed.getCause() instanceof DisconnectException) {
                throw new ClusterUnavailableException(
                        "The Kafka cluster does not say in time what is allowed: "
                                + failed.getCause().getMessage(),
                        failed.getCause());
            }
            throw failed.getCause() instanceof KafkaException refused ? refused : new KafkaException(failed.getCause());
        }
    }
}
