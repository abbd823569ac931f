package io.ida.amplification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.ida.events.Split;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitsTest {
    private static final int CONTEXTS = 100_000;

    @ParameterizedTest
    @CsvSource({"10, 10", "5, 20", "0, 50", "33, 0"})
    void contextsAreDividedAsConfigured(int validationPercent, int testPercent) {
        Splits splits = new Splits(validationPercent, testPercent);
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        contextIds().forEach(contextId -> counts.merge(splits.of(contextId), 1, Integer::sum));

        assertThat(share(counts, Split.VALIDATION)).isCloseTo(validationPercent, offset(0.5));
        assertThat(share(counts, Split.TEST)).isCloseTo(testPercent, offset(0.5));
        assertThat(share(counts, Split.TRAIN)).isCloseTo(100.0 - validationPercent - testPercent, offset(0.5));
    }

    @Test
    void aContextIsInTheSamePartForEver() {
        Splits splits = Splits.STANDARD;
        // Data sets outlive releases: this must never change.
        assertThat(splits.of("4e66f960fbd1daf4751d4c2f0cd1ddbb")).isEqualTo(Split.TRAIN);
        assertThat(splits.of("b43027a7060e5d13e1e33bbc80e1d7be")).isEqualTo(Split.VALIDATION);
        assertThat(splits.of("7d2e532ef275e020358f87dc67df432d")).isEqualTo(Split.TEST);
    }

    @Test
    void allOfTheDataMayBeInOnePart() {
        assertThat(contextIds().limit(1000).map(new Splits(0, 0)::of)).containsOnly(Split.TRAIN);
        assertThat(contextIds().limit(1000).map(new Splits(100, 0)::of)).containsOnly(Split.VALIDATION);
        assertThat(contextIds().limit(1000).map(new Splits(0, 100)::of)).containsOnly(Split.TEST);
    }

    private static Stream<String> contextIds() {
        return IntStream.range(0, CONTEXTS).mapToObj(number -> ContextIds.of(List.of("fact " + number)));
    }

    private static double share(Map<Split, Integer> counts, Split split) {
        return 100.0 * counts.getOrDefault(split, 0) / CONTEXTS;
    }
}
