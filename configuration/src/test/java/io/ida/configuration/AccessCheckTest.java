package io.ida.configuration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.schemas.ClusterUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class AccessCheckTest {
    private static final List<Permission> GROUP = List.of(Permission.group("ida-try", "sharing"));

    @Test
    void aCoordinatorThatIsAwayIsAnUnavailableCluster() {
        try (Broker away = new Broker(new TimeoutException("Timed out waiting for a node assignment."))) {
            assertThatThrownBy(() -> new AccessCheck(away).require("stage try", GROUP))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessageContaining("Timed out waiting");
        }
    }

    @Test
    void whatABrokerIsTooOldToBeAskedIsNotLookedAt() {
        try (Broker old = new Broker(new UnsupportedVersionException("No DESCRIBE_GROUPS."))) {
            assertThatCode(() -> new AccessCheck(old).require("stage try", GROUP))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whatIsRefusedIsMissing() {
        try (Broker strict = new Broker(new GroupAuthorizationException("No."))) {
            assertThatThrownBy(() -> new AccessCheck(strict).require("try", GROUP))
                    .isInstanceOf(MissingAccessException.class)
                    .hasMessageContaining("READ group ida-try");
        }
    }

    /** One that answers questions about groups in one way. */
    private static final class Broker extends ForwardingAdmin {
        private final KafkaException answer;

        Broker(KafkaException answer) {
            super(Map.of("bootstrap.servers", "localhost:1"));
            this.answer = answer;
        }

        @Override
        public DescribeConsumerGroupsResult describeConsumerGroups(
                Collection<String> groups, DescribeConsumerGroupsOptions options) {
            return new DescribeConsumerGroupsResult(
                    groups.stream().collect(Collectors.toMap(group -> group, group -> refused())));
        }

        private KafkaFuture<ConsumerGroupDescription> refused() {
            KafkaFutureImpl<ConsumerGroupDescription> future = new KafkaFutureImpl<>();
            future.completeExceptionally(answer);
            return future;
        }

        @Override
        public void close() {
            close(Duration.ZERO);
        }
    }
}
