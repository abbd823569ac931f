package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.schemas.TopicFinding.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TopicPlanTest {
    private static final String WEEK = Long.toString(Duration.ofDays(7).toMillis());

    private final Topics topics = new Topics("ida.", 4);
    private final MockAdminClient cluster =
            MockAdminClient.create().numBrokers(3).build();

    @Test
    void anEmptyClusterMissesEveryTopic() {
        TopicPlan plan = TopicPlan.of(topics, cluster);
        assertThat(plan.findings()).hasSize(16).extracting(TopicFinding::kind).containsOnly(Kind.MISSING);
        assertThat(plan.matches()).isFalse();
    }

    @Test
    void applyingMakesTheClusterMatch() throws Exception {
        List<TopicChange> changes = TopicPlan.of(topics, cluster).apply(cluster, (short) 3);
        assertThat(changes)
                .hasSize(16)
                .allMatch(TopicChange::done)
                .contains(
                        new TopicChange("ida.questions", true, "created with 4 partitions"),
                        new TopicChange("ida.models", true, "created with 1 partition"));
        TopicPlan plan = TopicPlan.of(topics, cluster);
        assertThat(plan.findings()).hasSize(16).extracting(TopicFinding::kind).containsOnly(Kind.OK);
        assertThat(plan.matches()).isTrue();
        assertThat(plan.apply(cluster, TopicPlan.BROKER_DEFAULT)).isEmpty();
        assertThat(cluster.describeTopics(List.of("ida.traces"))
                        .topicNameValues()
                        .get("ida.traces")
                        .get()
                        .partitions())
                .hasSize(4)
                .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3));
    }

    @Test
    void theReplicationFactorMayBeTheBrokers() {
        TopicPlan.of(topics, cluster).apply(cluster, TopicPlan.BROKER_DEFAULT);
        assertThat(TopicPlan.of(topics, cluster).matches()).isTrue();
    }

    @Test
    void aRefusedTopicIsReportedAndTheOthersAreNot() {
        List<TopicChange> changes = TopicPlan.of(topics, cluster).apply(cluster, (short) 9);
        assertThat(changes)
                .hasSize(16)
                .noneMatch(TopicChange::done)
                .allMatch(change -> change.description().startsWith("not created: "));
    }

    @Test
    void differentSettingsAreFoundAndAlignedButStopNoStage() throws Exception {
        create("ida.questions", 4, Map.of("cleanup.policy", "delete", "retention.ms", "5", "segment.ms", "99"));
        TopicPlan plan = TopicPlan.of(topics, cluster);
        TopicFinding expected = new TopicFinding("ida.questions", Kind.WRONG_CONFIG, "retention.ms", WEEK, "5");
        assertThat(of(plan, "ida.questions")).containsExactly(expected);
        assertThat(expected.inWords()).isEqualTo("has retention.ms=5, expected " + WEEK);
        assertThatCode(() -> plan.requireMatch(List.of("ida.questions"))).doesNotThrowAnyException();

        assertThat(plan.apply(cluster, (short) 1))
                .contains(new TopicChange("ida.questions", true, "retention.ms set to " + WEEK + ", was 5"));
        assertThat(TopicPlan.of(topics, cluster).matches()).isTrue();
        assertThat(new ClusterTopics(cluster, Duration.ofSeconds(5)).states(List.of("ida.questions")))
                .containsEntry(
                        "ida.questions",
                        new TopicState.Present(
                                4,
                                Optional.of(
                                        Map.of("cleanup.policy", "delete", "retention.ms", WEEK, "segment.ms", "99"))));
    }

    @Test
    void partitionsAreNeverChanged() throws Exception {
        create("ida.answers", 2, topics.answers().config());
        TopicPlan plan = TopicPlan.of(topics, cluster);
        assertThat(of(plan, "ida.answers"))
                .containsExactly(new TopicFinding("ida.answers", Kind.WRONG_PARTITIONS, "partitions", "4", "2"));
        assertThat(plan.apply(cluster, (short) 1))
                .filteredOn(change -> change.topic().equals("ida.answers"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.done()).isFalse();
                    assertThat(change.description())
                            .contains("has 2 partitions, expected 4", "left as it is", "delete the topic and apply");
                });
        assertThat(of(TopicPlan.of(topics, cluster), "ida.answers")).hasSize(1).allMatch(TopicFinding::stopsStage);
    }

    @Test
    void deadLettersMayHaveAnyNumberOfPartitions() throws Exception {
        create("ida.dead-letters", 9, topics.deadLettersConfig());
        assertThat(of(TopicPlan.of(topics, cluster), "ida.dead-letters"))
                .containsExactly(TopicFinding.ok("ida.dead-letters"));
    }

    @Test
    void aStageHearsOfEveryProblemOfItsTopicsAndOfNoOthers() throws Exception {
        create("ida.questions", 4, topics.questions().config());
        create("ida.answers", 2, topics.answers().config());
        TopicPlan plan = TopicPlan.of(topics, cluster);
        plan.requireMatch(List.of("ida.questions"));
        assertThatThrownBy(() -> plan.requireMatch(List.of("ida.questions", "ida.answers", "ida.rounds")))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessage("""
                        The cluster's topics do not match the catalogue:
                          ida.answers has 2 partitions, expected 4
                          ida.rounds is missing
                        Run `./ida topics apply` to create what is missing and to hear what to do about the rest.""");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.requireMatch(List.of("ida.question")))
                .withMessageContaining("'ida.question'");
    }

    @Test
    void whatTheClusterHidesIsSaid() {
        WantedTopic wanted = new WantedTopic("t", 4, true, Map.of("retention.ms", "5"));
        assertThat(wanted.compare(new TopicState.Hidden()))
                .singleElement()
                .matches(TopicFinding::stopsStage)
                .extracting(TopicFinding::inWords)
                .asString()
                .contains("denies Describe");
        assertThat(wanted.compare(new TopicState.Present(4, Optional.empty())))
                .singleElement()
                .matches(finding -> !finding.stopsStage())
                .extracting(TopicFinding::inWords)
                .isEqualTo("has no readable retention.ms, expected 5");
    }

    @Test
    void aClusterThatAnswersLateIsUnavailable() {
        cluster.timeoutNextRequest(1);
        assertThatThrownBy(() -> TopicPlan.of(topics, cluster)).isInstanceOf(ClusterUnavailableException.class);
    }

    @Test
    @Timeout(10)
    void aClusterThatIsGoneIsUnavailableInTime() {
        try (Admin nobody = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1", "reconnect.backoff.ms", "50"))) {
            assertThatThrownBy(() -> TopicPlan.of(topics, nobody, Duration.ofSeconds(1)))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessage("The Kafka cluster did not answer within 1 s. Is it running, and is bootstrap.servers"
                            + " right?");
        }
    }

    private void create(String name, int partitions, Map<String, String> config) throws Exception {
        cluster.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
                .all()
                .get();
    }

    private static List<TopicFinding> of(TopicPlan plan, String topic) {
        return plan.findings().stream()
                .filter(finding -> finding.topic().equals(topic))
                .toList();
    }
}
