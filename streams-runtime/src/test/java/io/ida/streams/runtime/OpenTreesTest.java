package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenTreesTest {
    private final OpenTrees trees = new OpenTrees();

    @Test
    void theOldestIsTheOneThatWasAskedForFirst() {
        trees.opened(7_900);
        trees.opened(5_100);
        trees.opened(5_900);
        assertThat(trees.count()).isEqualTo(3);
        assertThat(trees.oldestAskedAt()).isEqualTo(5_000);

        trees.closed(5_900);
        assertThat(trees.oldestAskedAt()).isEqualTo(5_000);
        trees.closed(5_100);
        assertThat(trees.oldestAskedAt()).isEqualTo(7_000);
        trees.closed(7_900);
        assertThat(trees.count()).isZero();
        assertThat(trees.oldestAskedAt()).isEqualTo(OpenTrees.NONE);
    }

    @Test
    void oneThatWasNeverOpenedCannotBeClosed() {
        trees.opened(5_000);
        trees.closed(9_000);
        assertThat(trees.count()).isEqualTo(1);
    }

    @Test
    void theyCanBeCountedAnew() {
        trees.opened(5_000);
        trees.clear();
        assertThat(trees.count()).isZero();
        assertThat(trees.oldestAskedAt()).isEqualTo(OpenTrees.NONE);
        trees.opened(6_000);
        assertThat(trees.oldestAskedAt()).isEqualTo(6_000);
    }
}
