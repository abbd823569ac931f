package io.ida.training.learning;

import io.ida.amplification.Splits;
import io.ida.models.neural.Decoding;
import io.ida.models.neural.Languages;
import io.ida.models.neural.NetworkSize;
import io.ida.models.neural.Optimization;
import io.ida.models.neural.StudentConfig;
import io.ida.models.neural.SupervisorConfig;
import io.ida.models.neural.SupervisorLanguages;
import io.ida.models.neural.SupervisorSize;
import io.ida.training.ImitatorSettings;
import io.ida.training.StudentSettings;
import io.ida.training.StudentSettings.Targets;
import java.time.Duration;
import java.util.Optional;

/** Settings of runs for tests. */
final class LearningRuns {
    private LearningRuns() {}

    static LearningSettings settings(int maxDifficulty) {
        return settings(0, maxDifficulty);
    }

    static LearningSettings settings(int firstDifficulty, int maxDifficulty) {
        return settings(firstDifficulty, maxDifficulty, Optional.empty(), Splits.STANDARD);
    }

    static LearningSettings withImitator() {
        SupervisorConfig supervisor = new SupervisorConfig(
                SupervisorLanguages.permutationPowering(3),
                new SupervisorSize(16, 2, 16, 1, 64),
                new Optimization(0.01, 5, 0, 1, 10));
        return settings(0, 0, Optional.of(new ImitatorSettings(supervisor, 1, 100, 16)), Splits.STANDARD);
    }

    static LearningSettings dividedBy(Splits splits) {
        return settings(0, 0, Optional.empty(), splits);
    }

    private static LearningSettings settings(
            int firstDifficulty, int maxDifficulty, Optional<ImitatorSettings> imitator, Splits splits) {
        StudentConfig student = new StudentConfig(
                Languages.permutationPowering(3),
                new NetworkSize(16, 2, 16, 1, 1),
                new Optimization(0.01, 5, 0, 1, 10));
        return new LearningSettings(
                "r1",
                "m1",
                "permutation-powering",
                3,
                4,
                firstDifficulty,
                maxDifficulty,
                5,
                6,
                4,
                2,
                3,
                2,
                0.85,
                "scripted",
                Decoding.SAMPLED,
                new StudentSettings(student, 1, 10, 4, 8, Targets.AMPLIFIED),
                imitator,
                5,
                Duration.ofMinutes(1),
                splits);
    }
}
