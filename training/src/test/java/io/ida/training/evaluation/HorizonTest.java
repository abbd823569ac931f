package io.ida.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.training.plot.Share;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HorizonTest {
    @Test
    void theHorizonNeitherCreepsOnAnEasyMajorityNorJumpsOnLuck() {
        TreeMap<Integer, Share> levels = new TreeMap<>();
        levels.put(2, new Share(500, 500));
        levels.put(3, new Share(93, 100));
        levels.put(4, new Share(95, 100));
        levels.put(5, new Share(0, 5));
        levels.put(6, new Share(0, 200));
        levels.put(7, new Share(1, 1));

        assertThat(Horizon.of(levels, 0.95)).isEqualTo(4);
        assertThat(Horizon.of(levels, 0.96)).isEqualTo(2);
        assertThat(Horizon.of(levels, 1)).isEqualTo(2);
        assertThat(Horizon.of(new TreeMap<>(levels.tailMap(5)), 0.95)).isZero();
    }
}
