package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffsetSetTest {
    @Test
    void singleOffsetsAreRememberedUntilThoseBeforeThemAreDone() {
        OffsetSet set = new OffsetSet(0);
        set.add(5, 6);
        set.add(6, 7);

        assertThat(set.next()).isZero();
        assertThat(set.metadata()).isEqualTo("5-7");
        assertThat(set.contains(5)).isTrue();
        assertThat(set.contains(4)).isFalse();

        set.add(0, 5);

        assertThat(set.next()).isEqualTo(7);
        assertThat(set.metadata()).isEmpty();
    }

    @Test
    void survivesBeingCommitted() {
        Random random = new Random(1);
        for (int trial = 0; trial < 500; trial++) {
            OffsetSet set = new OffsetSet(3);
            Set<Long> expected = new HashSet<>(Set.of(0L, 1L, 2L));
            for (int step = 0; step < 8; step++) {
                long from = random.nextInt(40);
                long to = from + random.nextInt(6);
                set.add(from, to);
                for (long offset = from; offset < to; offset++) {
                    expected.add(offset);
                }
            }
            OffsetSet again = OffsetSet.of(set.next(), set.metadata());
            for (long offset = 0; offset < 50; offset++) {
                assertThat(set.contains(offset)).isEqualTo(expected.contains(offset));
                assertThat(again.contains(offset)).isEqualTo(expected.contains(offset));
            }
        }
    }

    @Test
    void refusesMetadataOfSomeoneElse() {
        assertThatThrownBy(() -> OffsetSet.of(0, "hello")).isInstanceOf(IllegalArgumentException.class);
    }
}
