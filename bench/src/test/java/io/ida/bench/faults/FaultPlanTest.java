package io.ida.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.bench.faults.FaultPlan.Fault;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
    private static final Duration LENGTH = Duration.ofMinutes(3);
    private static final Duration GAP = Duration.ofSeconds(4);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theSameSeedGivesTheSamePlanAndAnotherOneAnother(long seed) {
        assertThat(plan(seed)).isEqualTo(plan(seed)).isNotEqualTo(plan(seed + 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyKindOfFaultStrikes(long seed) {
        assertThat(plan(seed).faults()).extracting(Fault::kind).contains(FaultKind.values());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void faultsBeginInOrderAndEndInTime(long seed) {
        assertThat(plan(seed).faults())
                .isSortedAccordingTo(Comparator.comparing(Fault::at))
                .allSatisfy(fault -> assertThat(fault.end()).isLessThanOrEqualTo(LENGTH));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nothingIsStruckBeforeItHasRecoveredAndOneBrokerAtMostIsDown(long seed) {
        Map<String, Duration> ends = new HashMap<>();
        for (Fault fault : plan(seed).faults()) {
            String place = fault.kind() == FaultKind.BROKER_KILLED ? "brokers" : fault.target();
            Duration before = ends.put(place, fault.end());
            assertThat(before == null || before.compareTo(fault.at()) < 0)
                    .as("%s after %s", fault, before)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aStageStartsWhileTheRegistryIsOut(long seed) {
        List<Fault> faults = plan(seed).faults();
        assertThat(faults)
                .filteredOn(fault -> fault.kind() == FaultKind.REGISTRY_OUT)
                .allSatisfy(outage -> assertThat(faults)
                        .anyMatch(fault -> fault.kind() == FaultKind.STAGE_KILLED
                                && fault.at().compareTo(outage.at()) > 0
                                && fault.end().compareTo(outage.end()) < 0));
    }

    private static FaultPlan plan(long seed) {
        return FaultPlan.draw(seed, LENGTH, GAP);
    }
}
