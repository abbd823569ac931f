package io.ida.cli;

import static io.ida.events.ModelStatus.CANDIDATE;
import static io.ida.events.ModelStatus.PROMOTED;
import static io.ida.events.ModelStatus.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelHistoryTest {
    @Test
    void theLatestIsTheHighestPromotedOne() {
        assertThat(history(PROMOTED, PROMOTED, REJECTED, CANDIDATE).latest()).isEqualTo(2);
        assertThat(history(REJECTED).latest()).isZero();
    }

    @Test
    void aRollbackLeadsToThePromotedVersionBeforeTheLatest() {
        ModelHistory history = history(PROMOTED, REJECTED, PROMOTED);

        List<ModelVersion> changed = history.rollback(history.beforeLatest());

        assertThat(changed).extracting(ModelVersion::getVersion).containsExactly(3);
        assertThat(history.with(changed).latest()).isEqualTo(1);
        assertThat(history.latest()).isEqualTo(3);
    }

    @Test
    void theFirstPromotedVersionIsRolledBackToNothing() {
        ModelHistory history = history(PROMOTED);

        assertThat(history.beforeLatest()).isZero();
        assertThat(history.with(history.rollback(0)).latest()).isZero();
    }

    @Test
    void everyVersionAboveTheTargetIsRejectedCandidatesToo() {
        ModelHistory history = history(PROMOTED, PROMOTED, REJECTED, PROMOTED, CANDIDATE);

        List<ModelVersion> changed = history.rollback(1);

        assertThat(changed).extracting(ModelVersion::getVersion).containsExactly(2, 4, 5);
        assertThat(changed).extracting(ModelVersion::getStatus).containsOnly(REJECTED);
        assertThat(history.with(changed).latest()).isEqualTo(1);
    }

    @Test
    void aVersionKeepsEverythingButItsStatus() {
        ModelVersion changed = history(PROMOTED, PROMOTED).rollback(1).get(0);

        assertThat(changed).isEqualTo(version(2, REJECTED));
    }

    @Test
    void aRollbackToTheLatestChangesNothing() {
        assertThat(history(PROMOTED, PROMOTED).rollback(2)).isEmpty();
    }

    @Test
    void thereIsNoRollbackToWhatIsNotPromotedOrNotThere() {
        ModelHistory history = history(PROMOTED, REJECTED, PROMOTED);

        assertThatIllegalStateException()
                .isThrownBy(() -> history.rollback(2))
                .withMessageContaining("Version 2 of student is REJECTED")
                .withMessageContaining("models promote");
        assertThatIllegalStateException()
                .isThrownBy(() -> history.rollback(7))
                .withMessageContaining("student has no version 7");
        assertThatIllegalStateException()
                .isThrownBy(() -> history(REJECTED).beforeLatest())
                .withMessageContaining("nothing to roll back");
    }

    @Test
    void aVersionIsPromotedOnce() {
        ModelHistory history = history(PROMOTED, REJECTED);

        assertThat(history.with(history.promote(2)).latest()).isEqualTo(2);
        assertThat(history.promote(1)).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> history.promote(3));
    }

    private static ModelHistory history(ModelStatus... statuses) {
        List<ModelVersion> versions = new ArrayList<>();
        for (int index = 0; index < statuses.length; index++) {
            versions.add(version(index + 1, statuses[index]));
        }
        return new ModelHistory("student", versions);
    }

    private static ModelVersion version(int number, ModelStatus status) {
        return new ModelVersion(
                "student",
                number,
                number - 1,
                status,
                "student/1",
                Topics.versionKey("student", number),
                "hash",
                100L,
                Map.of("loss", 0.5),
                List.of(),
                "run/" + number,
                Instant.ofEpochMilli(number));
    }
}
