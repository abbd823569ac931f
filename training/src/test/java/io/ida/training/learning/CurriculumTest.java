package io.ida.training.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.ModelStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CurriculumTest {
    private final Curriculum curriculum = new Curriculum(LearningRuns.settings(2));

    @Test
    void beginsAtTheEasiestLevelWithTheUntrainedVersion() {
        assertThat(curriculum.difficulty(List.of())).isZero();
        assertThat(Curriculum.latest(List.of())).isZero();
        assertThat(Curriculum.latest(List.of(report(0, 0, ModelStatus.REJECTED, Map.of()))))
                .isZero();
    }

    @Test
    void beginsWhereItIsToldTo() {
        assertThat(new Curriculum(LearningRuns.settings(1, 2)).difficulty(List.of()))
                .isEqualTo(1);
    }

    @Test
    void aRejectedVersionIsGoneOnFromUntilThatLeadsNowhere() {
        List<RoundReport> reports = new ArrayList<>();
        assertThat(Curriculum.parent(reports)).isZero();
        reports.add(report(1, 0, ModelStatus.PROMOTED, Map.of(0, 0.9)));
        assertThat(Curriculum.parent(reports)).isEqualTo(1);
        reports.add(report(2, 0, ModelStatus.REJECTED, Map.of()));
        assertThat(Curriculum.parent(reports)).as("version 2 was never trained").isEqualTo(1);
        for (int version = 3; version <= 6; version++) {
            reports.add(report(version, 0, ModelStatus.REJECTED, Map.of(0, 0.5)));
            assertThat(Curriculum.parent(reports)).isEqualTo(version);
        }
        reports.add(report(7, 0, ModelStatus.REJECTED, Map.of(0, 0.5)));
        assertThat(Curriculum.parent(reports)).isEqualTo(1);
        reports.add(report(8, 0, ModelStatus.REJECTED, Map.of(0, 0.6)));
        assertThat(Curriculum.parent(reports)).isEqualTo(8);
        reports.add(report(9, 0, ModelStatus.PROMOTED, Map.of(0, 0.95)));
        assertThat(Curriculum.parent(reports)).isEqualTo(9);
    }

    @Test
    void goesOnWhenTwoVersionsAgreeEnoughOnTheirMean() {
        RoundReport low = report(1, 0, ModelStatus.PROMOTED, Map.of(0, 0.8));
        RoundReport high = report(2, 0, ModelStatus.PROMOTED, Map.of(0, 0.95));

        assertThat(curriculum.difficulty(List.of(high))).isZero();
        assertThat(curriculum.difficulty(List.of(low, low))).isZero();
        assertThat(curriculum.difficulty(List.of(low, high))).isEqualTo(1);
    }

    @Test
    void countsOnlyWhatWasAskedAtTheLevel() {
        RoundReport easy = report(2, 0, ModelStatus.PROMOTED, Map.of(0, 0.95));
        RoundReport first = report(3, 1, ModelStatus.PROMOTED, Map.of(0, 0.99, 1, 0.9));

        assertThat(curriculum.difficulty(List.of(easy, easy, first))).isEqualTo(1);
        assertThat(curriculum.difficulty(List.of(easy, easy, first, first))).isEqualTo(2);
    }

    @Test
    void neverGoesBeyondTheLastLevel() {
        RoundReport top = report(3, 2, ModelStatus.PROMOTED, Map.of(2, 1.0));

        assertThat(curriculum.difficulty(List.of(top, top))).isEqualTo(2);
    }

    @Test
    void theLatestIsTheLastOneThatWasPromoted() {
        assertThat(Curriculum.latest(List.of(
                        report(1, 0, ModelStatus.PROMOTED, Map.of()),
                        report(2, 0, ModelStatus.PROMOTED, Map.of()),
                        report(3, 0, ModelStatus.REJECTED, Map.of()))))
                .isEqualTo(2);
    }

    static RoundReport report(int version, int difficulty, ModelStatus status, Map<Integer, Double> agreement) {
        return new RoundReport(
                version + 1,
                0,
                difficulty,
                version,
                status,
                new TreeMap<>(agreement),
                new TreeMap<>(),
                new TreeMap<>(),
                0,
                0,
                0,
                0,
                0,
                0,
                Imitation.NONE,
                0,
                List.of());
    }
}
