package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.OffsetRange;
import io.ida.training.RecentExamples.Kept;
import io.ida.training.RecentExamples.Stretch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentExamplesTest {
    private final RecentExamples recent = new RecentExamples(5);

    @Test
    void whatWasMadeOfAStretchIsFoundForTheSameKindAndLabels() {
        recent.keep(stretch(0), kept("a", "b"));

        assertThat(recent.find(stretch(0))).contains(kept("a", "b"));
        assertThat(recent.find(stretch(1))).isEmpty();
        assertThat(recent.find(new Stretch("other kind", Map.of("run", "r"), new OffsetRange(0, 0L, 10L))))
                .isEmpty();
        assertThat(recent.find(new Stretch("kind", Map.of(), new OffsetRange(0, 0L, 10L))))
                .isEmpty();
    }

    @Test
    void whatWasLongestOutOfUseIsLetGo() {
        recent.keep(stretch(0), kept("a", "b"));
        recent.keep(stretch(1), kept("c", "d"));
        recent.find(stretch(0));
        recent.keep(stretch(2), kept("e", "f"));

        assertThat(recent.find(stretch(0))).isPresent();
        assertThat(recent.find(stretch(1))).isEmpty();
        assertThat(recent.find(stretch(2))).isPresent();
    }

    @Test
    void moreThanTheCapacityIsNotKept() {
        recent.keep(stretch(0), kept("a", "b"));
        recent.keep(stretch(1), kept("1", "2", "3", "4", "5", "6"));

        assertThat(recent.find(stretch(0))).isPresent();
        assertThat(recent.find(stretch(1))).isEmpty();
    }

    @Test
    void aStretchThatIsKeptAgainCountsOnce() {
        for (int time = 0; time < 10; time++) {
            recent.keep(stretch(0), kept("a", "b"));
        }
        recent.keep(stretch(1), kept("c", "d", "e"));

        assertThat(recent.find(stretch(0))).isPresent();
        assertThat(recent.find(stretch(1))).isPresent();
    }

    @Test
    void howeverMuchComesNoMoreThanTheCapacityIsHeld() {
        Random random = new Random(1);
        for (int turn = 0; turn < 2_000; turn++) {
            recent.keep(stretch(random.nextInt(50)), new Kept(10, Collections.nCopies(random.nextInt(8), "example")));
            recent.find(stretch(random.nextInt(50)));

            assertThat(held()).as("after turn %d", turn).isLessThanOrEqualTo(5);
        }
        assertThat(held()).isPositive();
    }

    private int held() {
        return IntStream.range(0, 50)
                .mapToObj(RecentExamplesTest::stretch)
                .flatMap(stretch -> recent.find(stretch).stream())
                .mapToInt(kept -> kept.examples().size())
                .sum();
    }

    private static Stretch stretch(int partition) {
        return new Stretch("kind", Map.of("run", "r"), new OffsetRange(partition, 0L, 10L));
    }

    private static Kept kept(String... examples) {
        return new Kept(10, List.of(examples));
    }
}
