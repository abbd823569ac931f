package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicOffsetsTest {
    private static final Map<Integer, Long> NOTHING = Map.of();
    private static final Optional<SortedMap<Integer, Long>> NEVER = Optional.empty();

    private final TopicOffsets now =
            new TopicOffsets(new TreeMap<>(Map.of(0, 40L, 1, 50L)), new TreeMap<>(Map.of(0, 400L, 1, 500L)));

    @Test
    void whatIsNotAskedForIsAllThatThereIs() {
        assertThat(now.from(NOTHING, NEVER)).isEqualTo(Map.of(0, 40L, 1, 50L));
        assertThat(now.to(NOTHING, NEVER)).isEqualTo(Map.of(0, 400L, 1, 500L));
        assertThat(now.from(Map.of(1, 70L), NEVER)).isEqualTo(Map.of(0, 40L, 1, 70L));
        assertThat(now.to(Map.of(0, 90L), NEVER)).isEqualTo(Map.of(0, 90L, 1, 500L));
    }

    @Test
    void whatIsNotAskedForStaysAsItWasBegun() {
        Optional<SortedMap<Integer, Long>> begun = Optional.of(new TreeMap<>(Map.of(0, 90L, 1, 95L)));

        assertThat(now.to(NOTHING, begun)).isEqualTo(Map.of(0, 90L, 1, 95L));
        assertThat(now.to(Map.of(0, 90L), begun)).isEqualTo(Map.of(0, 90L, 1, 95L));
        assertThat(now.from(Map.of(1, 70L), begun)).isEqualTo(Map.of(0, 90L, 1, 70L));
    }

    @Test
    void offsetsAfterAnExportAreCounted() {
        assertThat(now.after(new TreeMap<>(Map.of(0, 390L, 1, 480L)))).isEqualTo(30);
    }

    @Test
    void allOfAPartitionThatCameLaterIsAfterAnExport() {
        assertThat(now.after(new TreeMap<>(Map.of(0, 390L)))).isEqualTo(10 + 450);
    }

    @Test
    void partitionsThatCameLaterAreLeftOut() {
        TopicOffsets begun = now.of(Set.of(0));

        assertThat(begun.from(NOTHING, NEVER)).isEqualTo(Map.of(0, 40L));
        assertThat(begun.to(NOTHING, NEVER)).isEqualTo(Map.of(0, 400L));
    }
}
