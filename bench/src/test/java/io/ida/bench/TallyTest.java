package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void sizesAreMeansOverRecordsNotOverTopics() {
        Tally total = TopicTallies.total(Map.of("many", new Tally(3, 30, 300), "few", new Tally(1, 6, 700)));

        assertThat(total).isEqualTo(new Tally(4, 36, 1000));
        assertThat(total.meanKeyBytes()).isEqualTo(9);
        assertThat(total.meanValueBytes()).isEqualTo(250);
    }

    @Test
    void nothingHasNoSize() {
        assertThat(Tally.NONE.meanKeyBytes()).isZero();
        assertThat(Tally.NONE.meanValueBytes()).isZero();
    }

    @Test
    void throughputIsPerSecondOfTheWholeTime() {
        Throughput throughput = new Throughput(5000, Duration.ofMillis(2500), Duration.ofSeconds(1));

        assertThat(throughput.hopsPerSecond()).isEqualTo(2000);
        assertThat(throughput.perSecond(500)).isEqualTo(200);
        assertThat(throughput.cpuMicrosPerHop()).isEqualTo(200);
    }

    @Test
    void keysOfTheChainHaveTheirSizeAndDiffer() {
        assertThat(PassThroughChain.key(12, 8)).hasSize(8).isNotEqualTo(PassThroughChain.key(1, 8));
        assertThat(PassThroughChain.key(12345, 2)).hasSize(5);
    }
}
