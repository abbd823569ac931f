package io.ida.training.iterations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.training.RunException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunSettingsTest {
    private static final RunSettings FULL = new RunSettings(
            "r1",
            "union-find",
            20,
            3,
            7,
            2,
            OptionalInt.of(5),
            "m",
            "scripted",
            OptionalLong.of(100),
            Duration.ofSeconds(9));

    @Test
    void settingsAreReadAsTheyAreWritten() {
        RunSettings plain = RunSettings.of("r1", "union-find", 20, 1, 0);

        assertThat(RunSettings.from(FULL.toMap())).isEqualTo(FULL);
        assertThat(RunSettings.from(plain.toMap())).isEqualTo(plain);
        assertThat(plain.model()).isEqualTo("table-r1");
        assertThat(plain.lastIteration()).isEqualTo(64);
    }

    @Test
    void aRunGoesOnOnlyWithItsOwnSettings() {
        Map<String, String> other = new HashMap<>(FULL.toMap());
        other.put(RunSettings.SEED, "8");
        other.remove(RunSettings.BUDGET);

        assertThatCode(() -> RunLog.checkSame(FULL.runId(), new HashMap<>(FULL.toMap()), FULL.toMap()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RunLog.checkSame(FULL.runId(), other, FULL.toMap()))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("run.seed=8, not 7")
                .hasMessageContaining("run.budget=null, not 100");
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        for (Map<String, String> bad : List.of(
                Map.of("run.id", "a/b"),
                Map.of("run.id", "a.b"),
                Map.of("run.depth", "0"),
                Map.of("run.contexts", "0"),
                Map.of("run.max.iterations", "-1"),
                Map.of("run.max.iterations", "0"),
                Map.of("run.budget", "-5"),
                Map.of("run.budget", "-1"),
                Map.of("run.size", "many"),
                Map.of("run.seed", "1e3"),
                Map.of("run.supervisor", "nobody"),
                Map.of("run.supervisor", "scripted?error=5.0E-4"),
                Map.of("run.time.to.live.ms", "0"))) {
            Map<String, String> map = new HashMap<>(FULL.toMap());
            map.putAll(bad);
            assertThatIllegalArgumentException().as(bad.toString()).isThrownBy(() -> RunSettings.from(map));
        }
    }
}
