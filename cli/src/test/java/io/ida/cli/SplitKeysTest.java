package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Splits;
import io.ida.streams.distill.DistillApp;
import io.ida.training.ConfiguredSplits;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Distill and those who hold contexts out do not know each other, and must divide the data set by the same keys. */
class SplitKeysTest {
    @Test
    void theKeysOfTheSplitsAreThoseOfDistillAndSoAreTheirDefaults() {
        Map<String, String> defaults = ConfiguredSplits.KEYS.stream()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> String.valueOf(
                                DistillApp.STAGE.keys().defaultValues().get(key))));

        assertThat(DistillApp.STAGE.keys().names()).containsAll(ConfiguredSplits.KEYS);
        assertThat(ConfiguredSplits.of(defaults)).isEqualTo(Splits.STANDARD);
        assertThat(ConfiguredSplits.of(Map.of())).isEqualTo(Splits.STANDARD);
    }
}
