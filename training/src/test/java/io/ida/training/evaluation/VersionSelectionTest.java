package io.ida.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionSelectionTest {
    private static final List<ModelVersion> ANNOUNCED = List.of(
            version(1, ModelStatus.PROMOTED),
            version(2, ModelStatus.REJECTED),
            version(3, ModelStatus.PROMOTED),
            version(5, ModelStatus.CANDIDATE));

    @Test
    void allAreTheUntrainedOneAndWhatWasAnnounced() {
        assertThat(meant("all", ANNOUNCED)).containsExactly(0, 1, 2, 3, 5);
    }

    @Test
    void allVersionsOfAModelThatNobodyAnnouncedAreNone() {
        assertThatThrownBy(() -> meant("all", List.of()))
                .hasMessageContaining("No version of x is announced")
                .hasMessageContaining("--versions 0");
        assertThat(meant("0", List.of())).containsExactly(0);
    }

    @Test
    void theLatestIsTheHighestPromotedOne() {
        assertThat(meant("latest", ANNOUNCED)).containsExactly(3);
        assertThatThrownBy(() -> meant("latest", List.of())).hasMessageContaining("No version of x is promoted");
    }

    @Test
    void aListMeansEachOnceInOrderAndRangesWhatThereIsOfThem() {
        assertThat(meant("3,0,3", ANNOUNCED)).containsExactly(0, 3);
        assertThat(meant("2..999999999", ANNOUNCED)).containsExactly(2, 3, 5);
        assertThat(meant("0,4..5", ANNOUNCED)).containsExactly(0, 5);
    }

    @Test
    void whatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> meant("4", ANNOUNCED)).hasMessageContaining("no version 4 of x", "up to 5");
        assertThatThrownBy(() -> meant("7..9", ANNOUNCED)).hasMessageContaining("no version 7..9 of x");
        assertThatThrownBy(() -> meant("1", List.of())).hasMessageContaining("Announced: none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1,", "-1", "3..1", "1..", "1 ,2", "All", "9999999999"})
    void whatIsNoSelectionIsRefused(String text) {
        assertThatThrownBy(() -> VersionSelection.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0,3,5..9");
    }

    private static List<Integer> meant(String text, List<ModelVersion> announced) {
        return VersionSelection.parse(text).of("x", announced);
    }

    private static ModelVersion version(int number, ModelStatus status) {
        return new ModelVersion(
                "x", number, null, status, "table/1", "", "", 0L, Map.of(), List.of(), "", Instant.EPOCH);
    }
}
