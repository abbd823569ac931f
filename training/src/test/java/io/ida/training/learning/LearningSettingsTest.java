package io.ida.training.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ida.amplification.Splits;
import io.ida.events.ModelStatus;
import io.ida.training.plot.Share;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningSettingsTest {
    @Test
    void settingsAreReadAsTheyAreWritten() {
        LearningSettings settings = LearningRuns.settings(2);

        assertThat(LearningSettings.from(settings.toMap())).isEqualTo(settings);
        assertThat(LearningSettings.from(LearningRuns.withImitator().toMap())).isEqualTo(LearningRuns.withImitator());
        LearningSettings divided = LearningRuns.dividedBy(new Splits(30, 20));
        assertThat(LearningSettings.from(divided.toMap())).isEqualTo(divided);
    }

    @Test
    void aRunThatWasBegunBeforeItHadSplitsGoesOnWithTheStandardOnes() {
        assertThat(LearningRuns.settings(2).toMap()).doesNotContainKeys("distill.validation.percent");
        assertThat(LearningRuns.dividedBy(new Splits(10, 20)).toMap())
                .containsEntry("distill.validation.percent", "10")
                .containsEntry("distill.test.percent", "20");
    }

    @Test
    void wrongSettingsAreNamed() {
        Map<String, String> settings = new HashMap<>(LearningRuns.settings(2).toMap());
        settings.put(LearningSettings.ADVANCE_AT, "often");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningSettings.from(settings))
                .withMessageContaining("run.advance.at")
                .withMessageContaining("often");
        settings.put(LearningSettings.ADVANCE_AT, "1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningSettings.from(settings))
                .withMessageContaining("up to 1");
    }

    @ParameterizedTest
    @CsvSource({
        "run.supervisor, scripted?error=1.5, Unknown supervisor",
        "run.task, permutation, Known tasks",
        "run.exponent.bits, 1, 2 to 30 bits",
        "run.size, 1, permutation-powering is 2 to",
        "run.max.difficulty, 9999, not 4 to 10003",
        "distill.validation.percent, 0, with 0 % VALIDATION and 10 % TEST there are none",
        "distill.test.percent, 90, with 10 % VALIDATION and 90 % TEST there are none"
    })
    void whatWouldFailInTheRunIsRefusedBeforeIt(String key, String value, String reason) {
        Map<String, String> settings = new HashMap<>(LearningRuns.settings(2).toMap());
        settings.put(key, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningSettings.from(settings))
                .withMessageContaining(reason);
    }

    @Test
    void aReportIsReadAsItWasWritten() {
        RoundReport report = new RoundReport(
                4,
                2,
                1,
                3,
                ModelStatus.PROMOTED,
                new TreeMap<>(Map.of(0, 0.9, 1, 0.5)),
                new TreeMap<>(Map.of(1, new Share(3, 4), 2, new Share(1, 4))),
                new TreeMap<>(Map.of(1, new Share(4, 4), 2, new Share(2, 4))),
                5,
                0.25,
                300,
                1234.5,
                1600,
                1900,
                new Imitation(3, 5, 4, 0.02),
                2.5,
                List.of(List.of(0L, 10L, 20L)));

        assertThat(RoundReport.fromJson(report.toJson())).isEqualTo(report);
        assertThat(report.meanAgreement()).isEqualTo(0.7);
        assertThat(report.accuracy()).isEqualTo(0.5);
        assertThat(report.amplifiedAccuracy()).isEqualTo(0.75);
    }
}
