package io.ida.training.iterations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Question;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UniverseTest {
    private static final RunSettings SETTINGS = RunSettings.of("r", "permutation-powering", 8, 2, 5);
    private static final Instant NOW = Instant.ofEpochSecond(100);

    private final Universe universe = new Universe(SETTINGS, StandardTasks.all().get(SETTINGS.task()));

    @Test
    void everyQuestionOfEveryContextIsAskedAmplifiedAndAlone() {
        assertThat(universe.size()).isEqualTo(2 * 496);
        assertThat(universe.asked()).isEqualTo(4 * 496);

        Question amplified = universe.question(3, 7, NOW);
        Question alone = universe.question(3, universe.size() + 7, NOW);

        assertThat(amplified.getId()).isEqualTo("r.3.7").isEqualTo(amplified.getRootId());
        assertThat(amplified.getDepth()).isEqualTo(1);
        assertThat(amplified.getAssistant().getName()).isEqualTo("table-r");
        assertThat(amplified.getAssistant().getVersion()).hasValue(2);
        assertThat(amplified.getLabels()).isEqualTo(Map.of("run", "r", "iteration", "3", "purpose", "amplify"));
        assertThat(amplified.getExpiresAt()).isEqualTo(NOW.plus(SETTINGS.timeToLive()));
        assertThat(alone.getId()).isEqualTo("r.3.999");
        assertThat(alone.getDepth()).isZero();
        assertThat(alone.getLabels()).containsEntry("purpose", "agreement");
        assertThat(alone.getText()).isEqualTo(amplified.getText());
        assertThat(alone.getContext()).isEqualTo(amplified.getContext());
    }

    @Test
    void aRestartedControllerMeansTheSameQuestions() {
        Universe again = new Universe(SETTINGS, StandardTasks.all().get(SETTINGS.task()));

        for (int number = 0; number < universe.asked(); number += 13) {
            assertThat(again.question(2, number, NOW)).isEqualTo(universe.question(2, number, NOW));
        }
    }

    @Test
    void idsOfAnIterationAreToldFromAllOthers() {
        RootIds ids = RootIds.of("r", 1);

        assertThat(ids.number(ids.id(12))).hasValue(12);
        for (String other : new String[] {"", "r.1.", "r.1.x", "r.11.2", "r2.1.2", "r.1.2.3", "r.1.2/0.0"}) {
            assertThat(ids.number(other)).as(other).isEmpty();
        }
    }
}
