package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PracticeTest {
    private final List<TrainingStep> told = new ArrayList<>();

    @Test
    void everyStepIsToldWithTheRunningLoss() throws InterruptedException {
        Iterator<Double> losses = List.of(Double.NaN, 1.0, 2.0).iterator();

        new Practice().run(3, 7, () -> List.of("a", "b"), batch -> losses.next(), told::add);

        assertThat(told).extracting(TrainingStep::step).containsExactly(1, 2, 3);
        assertThat(told).extracting(TrainingStep::loss).containsExactly(Double.NaN, 1.0, 0.9 * 1.0 + 0.1 * 2.0);
        assertThat(told).allSatisfy(step -> {
            assertThat(step.steps()).isEqualTo(3);
            assertThat(step.batch()).isEqualTo(2);
            assertThat(step.lessons()).isEqualTo(7);
            assertThat(step.examplesPerSecond()).isPositive();
        });
    }
}
