package io.ida.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.ida.amplification.Assistant;
import io.ida.amplification.InvalidTextException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudentTrainerTest {
    static List<String> tasks() {
        return Schoolbook.TASKS;
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aTinyNetworkMemorisesAHandfulOfLessons(String task) {
        assertThatItMemorises(Schoolbook.tiny(task), Schoolbook.lessons(task, 12, 4, 6, 1));
    }

    @Test
    void answersOfSeveralTokensAreLearnedTokenByToken() {
        StudentConfig config = new StudentConfig(TokenizerTest.digitByDigit(), Schoolbook.TINY, Schoolbook.QUICK);
        assertThatItMemorises(config, Schoolbook.lessons("wildcard-search", 40, 4, 6, 1));
    }

    private static void assertThatItMemorises(StudentConfig config, List<Lesson> lessons) {
        try (StudentTrainer trainer = StudentTrainer.create(config, 1)) {
            double first = trainer.step(lessons);
            double last = first;
            for (int step = 0; step < 200; step++) {
                last = trainer.step(lessons);
            }
            assertThat(last).isLessThan(0.05).isLessThan(first / 20);
            try (NeuralAssistant teacher = trainer.teacher(Decoding.GREEDY)) {
                assertThat(teacher.answer(Schoolbook.questions(config.language().task(), lessons)))
                        .extracting(Assistant.Reply::text)
                        .isEqualTo(lessons.stream().map(Lesson::answer).toList());
            }
        }
    }

    @Test
    void trainingGoesOnFromACheckpointAsIfNothingHadHappened() throws IOException {
        StudentConfig config =
                new StudentConfig(Languages.of("union-find"), Schoolbook.TINY, new Optimization(3e-3, 3, 12, 0.5, 4));
        try (StudentTrainer trainer = StudentTrainer.create(config, 7)) {
            for (int step = 0; step < 5; step++) {
                trainer.step(Schoolbook.lessons("union-find", 12, 3, 5, step));
            }
            byte[] checkpoint = checkpoint(trainer);
            try (StudentTrainer resumed = StudentTrainer.resume(new ByteArrayInputStream(checkpoint))) {
                assertThat(resumed.steps()).isEqualTo(5);
                assertThat(resumed.config()).isEqualTo(config);
                for (int step = 5; step < 9; step++) {
                    List<Lesson> lessons = Schoolbook.lessons("union-find", 12, 3, 5, step);
                    assertThat(resumed.step(lessons)).isEqualTo(trainer.step(lessons));
                }
                assertThat(checkpoint(resumed)).isEqualTo(checkpoint(trainer)).isNotEqualTo(checkpoint);
            }
        }
    }

    @Test
    void theSameSeedAndLessonsGiveTheSameStudent() throws IOException {
        byte[][] checkpoints = new byte[2][];
        for (int run = 0; run < 2; run++) {
            try (StudentTrainer trainer = StudentTrainer.create(Schoolbook.tiny("shortest-path"), 3)) {
                trainer.step(Schoolbook.lessons("shortest-path", 12, 3, 5, 1));
                checkpoints[run] = checkpoint(trainer);
            }
        }
        assertThat(checkpoints[0]).isEqualTo(checkpoints[1]);
    }

    @Test
    void lessonsInAnyOrderAndWithUnevenContextsAreOneBatch() {
        List<Lesson> even = Schoolbook.lessons("permutation-powering", 8, 3, 4, 1);
        List<Lesson> uneven = List.of(even.get(0), even.get(4), even.get(8), even.get(1), even.get(5), even.get(2));
        List<Lesson> ordered = List.of(even.get(0), even.get(1), even.get(2), even.get(4), even.get(5), even.get(8));
        try (StudentTrainer one = StudentTrainer.create(Schoolbook.tiny("permutation-powering"), 3);
                StudentTrainer other = StudentTrainer.create(Schoolbook.tiny("permutation-powering"), 3)) {
            assertThat(one.step(uneven)).isEqualTo(other.step(ordered));
        }
    }

    @Test
    void lessonsThatTheLanguageCannotExpressAreObjectedToAndLeaveNoTrace() throws IOException {
        List<String> facts = List.of("ab -> cd", "cd -> ab");
        Lesson good = new Lesson(facts, "ab ^ 3", "cd");
        Lesson bad = new Lesson(facts, "ab ^ 3", "no idea");
        try (StudentTrainer trainer = StudentTrainer.create(Schoolbook.tiny("permutation-powering"), 3)) {
            byte[] before = checkpoint(trainer);
            assertThat(trainer.objection(good)).isEmpty();
            assertThat(trainer.objection(bad))
                    .hasValueSatisfying(
                            reason -> assertThat(reason).contains("no idea").contains("'{name}' or 'idk'"));
            assertThat(trainer.objection(new Lesson(List.of("ab"), "ab ^ 3", "cd")))
                    .isPresent();
            assertThat(trainer.objection(new Lesson(facts, "ab", "cd"))).isPresent();

            assertThatThrownBy(() -> trainer.step(List.of(good, bad))).isInstanceOf(InvalidTextException.class);

            assertThat(checkpoint(trainer)).isEqualTo(before);
        }
    }

    @Test
    void theTeacherFollowsTheStudent() {
        try (TrainedParameters parameters = new TrainedParameters(
                new Student(Schoolbook.tiny("union-find")).network().layout(), new Optimization(1, 0, 0, 0, 4), 1)) {
            for (int step = 1; step <= 10; step++) {
                float[] teacher = parameters.state().get(0);
                parameters.step((weights, manager) -> weights.get(0).sum().square());
                float[] student = parameters.state().get(1);
                float share = 1f / Math.min(step, 4);
                assertThat(parameters.state().get(0)[0])
                        .isCloseTo(teacher[0] + (student[0] - teacher[0]) * share, within(1e-4f));
            }
        }
    }

    @Test
    void aLossThatIsNotFiniteTeachesNothing() {
        try (TrainedParameters parameters = new TrainedParameters(
                new Student(Schoolbook.tiny("union-find")).network().layout(), Schoolbook.QUICK, 1)) {
            List<float[]> before = parameters.state();
            double loss =
                    parameters.step((weights, manager) -> weights.get(0).sum().mul(Float.NaN));

            assertThat(loss).isNaN();
            assertThat(parameters.steps()).isEqualTo(1);
            assertThat(parameters.state()).usingRecursiveComparison().isEqualTo(before);
        }
    }

    @Test
    void theLearningRateWarmsUpAndDecays() {
        Optimization optimization = new Optimization(1, 10, 100, 0, 1000);

        assertThat(optimization.rate(1)).isCloseTo(0.1, within(1e-3));
        assertThat(optimization.rate(10)).isBetween(0.97, 1.0);
        assertThat(optimization.rate(50)).isCloseTo(0.55, within(1e-9));
        assertThat(optimization.rate(1000)).isCloseTo(0.1, within(1e-9));
        assertThat(new Optimization(1, 10, 0, 0, 1000).rate(1_000_000)).isEqualTo(1);
    }

    @Test
    void stepsAndAnswersLeaveNoArraysBehind() throws Exception {
        List<Lesson> lessons = Schoolbook.lessons("shortest-path", 10, 3, 4, 1);
        try (StudentTrainer trainer = StudentTrainer.create(Schoolbook.tiny("shortest-path"), 1);
                NeuralAssistant teacher = trainer.teacher(Decoding.SAMPLED)) {
            trainer.step(lessons);
            int before = managedArrays();
            for (int step = 0; step < 50; step++) {
                trainer.step(lessons);
                teacher.answer(Schoolbook.questions("shortest-path", lessons));
            }
            assertThat(managedArrays()).isEqualTo(before);
        }
    }

    @Test
    void closingGivesAllArraysBack() {
        int before = managedArrays();
        StudentTrainer trainer = StudentTrainer.create(Schoolbook.tiny("shortest-path"), 1);
        NeuralAssistant teacher = trainer.teacher(Decoding.SAMPLED);
        assertThat(managedArrays()).isGreaterThan(before);
        trainer.close();
        teacher.close();
        assertThat(managedArrays()).isEqualTo(before);
    }

    /** All arrays of this process. */
    private static int managedArrays() {
        try (NDManager manager = Torch.newManager()) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }

    private static byte[] checkpoint(StudentTrainer trainer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trainer.writeCheckpoint(bytes);
        return bytes.toByteArray();
    }
}
