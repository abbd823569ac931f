package io.ida.training.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImitationTest {
    @Test
    void beginsWithManyDemonstrationsAndThenAsksForFewer() {
        assertThat(Imitation.NONE.demand(500, 200)).isEqualTo(500);
        assertThat(new Imitation(0, 500, 0, 0).demand(500, 200)).isEqualTo(200);
        assertThat(new Imitation(0, 200, 1, 0.3).demand(500, 200)).isEqualTo(200);
        assertThat(new Imitation(1, 200, 2, 0.05).demand(500, 200)).isEqualTo(20);
        assertThat(new Imitation(2, 20, 3, 0.005).demand(500, 200)).isEqualTo(16);
    }
}
