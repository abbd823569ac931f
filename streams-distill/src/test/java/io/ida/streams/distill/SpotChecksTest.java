package io.ida.streams.distill;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.AnswerStatus;
import io.ida.events.AssistantPin;
import io.ida.events.AssistantVersion;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are checked, and how that is asked. */
class SpotChecksTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(7);
    private static final SpotChecks ALL = new SpotChecks(1, 0, TIMEOUT);
    private static final Question NODE = Nodes.root("q", 2);

    @Test
    void ofManyAnswersTheShareIsChosenAndAlwaysTheSame() {
        Exchange[] many = IntStream.range(0, 2_000)
                .mapToObj(index -> Nodes.asked(NODE, index, "1"))
                .toArray(Exchange[]::new);

        List<Exchange> chosen = new SpotChecks(0.3, 1, TIMEOUT).chosen(row(NODE, many));

        assertThat(chosen).hasSizeBetween(540, 660);
        assertThat(new SpotChecks(0.3, 1, TIMEOUT).chosen(row(NODE, many))).isEqualTo(chosen);
        assertThat(new SpotChecks(0.3, 2, TIMEOUT).chosen(row(NODE, many))).isNotEqualTo(chosen);
        assertThat(new SpotChecks(0, 1, TIMEOUT).chosen(row(NODE, many))).isEmpty();
        assertThat(ALL.chosen(row(NODE, many))).hasSameSizeAs(many);
    }

    @Test
    void whatNoSingleVersionAnsweredAnewIsNotChecked() {
        Exchange asked = Nodes.asked(NODE, 0, "1");
        Trace row = row(
                NODE,
                Exchange.newBuilder(asked).setStatus(AnswerStatus.TIMED_OUT).build(),
                Exchange.newBuilder(asked).setReused(true).build(),
                Exchange.newBuilder(asked).setQuestionId(null).build(),
                Exchange.newBuilder(asked).setAssistantVersions(List.of()).build(),
                Exchange.newBuilder(asked)
                        .setAssistantVersions(List.of(new AssistantVersion("a", 1), new AssistantVersion("a", 2)))
                        .build());

        assertThat(ALL.chosen(row)).isEmpty();
    }

    @Test
    void aCheckIsNotChecked() {
        Question check = Question.newBuilder(NODE)
                .setLabels(Map.of("spot-check", "p/0.0"))
                .build();

        assertThat(ALL.chosen(row(check, Nodes.asked(check, 0, "1")))).isEmpty();
    }

    @Test
    void theSubQuestionIsAskedOneLevelDeeperOfTheSameVersion() {
        Exchange exchange =
                Exchange.newBuilder(Nodes.asked(NODE, 3, "1")).setSample(2).build();
        Instant now = Instant.ofEpochSecond(1_000);

        Question check = ALL.question(row(NODE, exchange), exchange, "check", now);

        assertThat(check.getId()).isEqualTo("check");
        assertThat(check.getParentId()).isEmpty();
        assertThat(check.getText()).isEqualTo("a?????");
        assertThat(check.getContext()).isEqualTo(NODE.getContext());
        assertThat(check.getDepth()).as("the sub-question was asked at depth 1").isEqualTo(2);
        assertThat(check.getSample()).isEqualTo(2);
        assertThat(check.getSupervisor()).isEqualTo("learned:h@1");
        assertThat(check.getAssistant()).isEqualTo(new AssistantPin("table", 4));
        assertThat(check.getExpiresAt()).isEqualTo(now.plus(TIMEOUT));
        assertThat(check.getLabels()).containsExactly(Map.entry("spot-check", "q/0.3"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 12})
    void theIdOfACheckIsOnTheWantedPartition(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            String id = SpotChecks.id("q/0.0", partition, partitions);
            int hash = Utils.murmur2(id.getBytes(StandardCharsets.UTF_8));
            assertThat(Utils.toPositive(hash) % partitions).isEqualTo(partition);
            assertThat(SpotChecks.id("q/0.0", partition, partitions))
                    .isEqualTo(id)
                    .doesNotContain("/");
            assertThat(SpotChecks.id("q/0.1", partition, partitions)).isNotEqualTo(id);
        }
    }

    private static Trace row(Question node, Exchange... transcript) {
        return Nodes.row(Nodes.finished(node, AnswerStatus.ANSWERED, transcript));
    }
}
