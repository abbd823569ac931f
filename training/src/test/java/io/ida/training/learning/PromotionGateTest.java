package io.ida.training.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ida.events.ModelStatus;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PromotionGateTest {
    @Test
    void aVersionThatAgreesMoreOrAsMuchMayPass() {
        assertThat(lets(Map.of(0, 0.5), Map.of(0, 0.6))).isTrue();
        assertThat(lets(Map.of(0, 0.5), Map.of(0, 0.5))).isTrue();
        assertThat(lets(Map.of(0, 1.0), Map.of(0, 1.0))).isTrue();
        assertThat(lets(Map.of(), Map.of(0, 0.0))).isTrue();
    }

    @Test
    void aFallThatChanceExplainsIsNone() {
        assertThat(lets(Map.of(0, 0.50), Map.of(0, 0.40))).isTrue();
        assertThat(lets(Map.of(0, 0.50), Map.of(0, 0.39))).isFalse();
    }

    @Test
    void aFallAtOneLevelKeepsAVersionBackWhateverTheOthersSay() {
        assertThat(lets(Map.of(0, 0.9, 1, 0.5), Map.of(0, 0.7, 1, 0.9))).isFalse();
    }

    @Test
    void aNewLevelCannotFall() {
        assertThat(lets(Map.of(0, 0.9), Map.of(0, 0.9, 1, 0.1))).isTrue();
    }

    @Test
    void theMeanOfTheLastThreePromotedVersionsCounts() {
        List<RoundReport> reports = List.of(
                CurriculumTest.report(1, 0, ModelStatus.PROMOTED, Map.of(0, 0.1)),
                CurriculumTest.report(2, 0, ModelStatus.PROMOTED, Map.of(0, 0.6)),
                CurriculumTest.report(3, 1, ModelStatus.PROMOTED, Map.of(0, 0.6, 1, 0.4)),
                CurriculumTest.report(4, 1, ModelStatus.REJECTED, Map.of(0, 0.2, 1, 0.1)),
                CurriculumTest.report(5, 1, ModelStatus.PROMOTED, Map.of(0, 0.9, 1, 0.5)));

        SortedMap<Integer, Double> before = PromotionGate.before(reports);

        assertThat(before.get(0)).isCloseTo(0.7, within(1e-9));
        assertThat(before.get(1)).isCloseTo(0.45, within(1e-9));
    }

    private static boolean lets(Map<Integer, Double> before, Map<Integer, Double> now) {
        SortedMap<Integer, Double> sorted = new TreeMap<>(before);
        return PromotionGate.lets(sorted, new TreeMap<>(now), 300);
    }
}
