package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void percentileIsTheValueOfTheNearestRank() {
        Sample hundred = new Sample(
                DoubleStream.iterate(100, value -> value - 1).limit(100).boxed().toList());

        assertThat(hundred.percentile(95)).isEqualTo(95);
        assertThat(hundred.percentile(50)).isEqualTo(50);
        assertThat(hundred.percentile(0.5)).isEqualTo(1);
        assertThat(hundred.percentile(100)).isEqualTo(100);
    }

    @Test
    void percentilesOfASingleValueAreThatValue() {
        Sample one = new Sample(List.of(7.0));

        assertThat(one.percentile(1)).isEqualTo(7);
        assertThat(one.percentile(95)).isEqualTo(7);
        assertThat(one.median()).isEqualTo(7);
    }

    @Test
    void medianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(new Sample(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
        assertThat(new Sample(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
    }

    @Test
    void emptySamplesAndImpossiblePercentilesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(List.of(1.0)).percentile(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(List.of(1.0)).percentile(101));
    }
}
