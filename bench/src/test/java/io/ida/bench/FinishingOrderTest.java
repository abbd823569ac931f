package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FinishingOrderTest {
    /** Even numbers are in partition 0, odd ones in partition 1. */
    private final FinishingOrder order = new FinishingOrder(new int[] {0, 1, 0, 1, 0, 1});

    @Test
    void whatIsFinishedInOrderIsAheadOfNothing() {
        for (int number = 0; number < 6; number++) {
            order.finish(number);
        }

        assertThat(order.count()).isEqualTo(6);
        assertThat(order.ahead().percentile(100)).isZero();
        assertThat(order.aheadInPartition().percentile(100)).isZero();
    }

    @Test
    void whatOvertakesTheOldestIsAheadByTheQuestionsBetween() {
        order.finish(4);

        assertThat(order.ahead().percentile(100)).isEqualTo(4);
        assertThat(order.aheadInPartition().percentile(100)).isEqualTo(2);
    }

    @Test
    void partitionsDoNotWaitForEachOther() {
        order.finish(1);

        assertThat(order.ahead().percentile(100)).isEqualTo(1);
        assertThat(order.aheadInPartition().percentile(100)).isZero();
    }
}
