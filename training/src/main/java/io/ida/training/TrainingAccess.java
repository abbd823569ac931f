package io.ida.training;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.ida.configuration.Permission;
import io.ida.schemas.Topics;
import java.util.List;

/** What the training job must be allowed to do on the cluster. */
public final class TrainingAccess {
    private TrainingAccess() {}

    /**
     * The permissions of the job.
     *
     * @param group its consumer group
     */
    public static List<Permission> of(Topics topics, String group) {
        return List.of(
                Permission.topic(topics.models().name(), READ, "versions to go on from"),
                Permission.topic(topics.traces().name(), READ, "what it learns from"),
                Permission.topic(topics.trainings().name(), READ, "which versions to train"),
                Permission.topic(topics.withdrawals().name(), READ, "what it must not learn from"),
                Permission.topic(topics.deadLetters(), WRITE, "requests that it cannot carry out"),
                Permission.topic(topics.models().name(), WRITE, "announcing what it trained"),
                Permission.group(group, "taking turns"),
                Permission.transactions(group, "writing exactly once"));
    }
}
