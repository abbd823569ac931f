package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.models.neural.Languages;
import io.ida.models.neural.NetworkSize;
import io.ida.models.neural.NeuralAssistant;
import io.ida.models.neural.Optimization;
import io.ida.models.neural.StudentConfig;
import io.ida.training.StudentSettings.Targets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudentLearnerTest {
    private static final StudentSettings SETTINGS = settings(20, Targets.AMPLIFIED);

    @Test
    void learnsFitTracesOfTheTrainSplitThatItCanRead() {
        try (Learner learner = StudentLearner.FACTORY.fromScratch(SETTINGS.toMap())) {
            assertThat(learner.learn(Traces.fit("q1", "c", "ab ^ 2", 1, 0, "ab")))
                    .isTrue();
            assertThat(learner.learn(Traces.trace("q2", "c", "ab ^ 2", 1, 0, "ab", Split.VALIDATION, true)))
                    .isFalse();
            assertThat(learner.learn(Traces.trace("q3", "c", "ab ^ 2", 1, 0, "ab", Split.TRAIN, false)))
                    .isFalse();
            assertThat(learner.learn(Traces.fit("q4", "c", "ab ^ 2", 1, 0, "no answer of this task")))
                    .isFalse();
        }
    }

    @Test
    void theOrderOfTracesDoesNotMatter() throws Exception {
        List<Trace> traces = traces();

        assertThat(trained(SETTINGS, null, traces))
                .isEqualTo(trained(SETTINGS, null, List.of(traces.get(2), traces.get(0), traces.get(1))));
    }

    @Test
    void aTrainingThatIsBegunAgainMakesTheSameVersion() throws Exception {
        byte[] parent = trained(SETTINGS, null, traces());

        byte[] child = trained(SETTINGS, parent, traces());

        assertThat(child).isNotEqualTo(parent).isEqualTo(trained(SETTINGS, parent, traces()));
    }

    /** The loss of a step is a figure of its batch and of all steps before, the optimizer's state included. */
    @Test
    void aTrainingThatIsKilledAndBegunAgainDrawsTheSameBatches() throws Exception {
        byte[] parent = trained(SETTINGS, null, traces());
        List<TrainingStep> undisturbed = new ArrayList<>();
        byte[] child = trained(SETTINGS, parent, traces(), undisturbed::add);

        List<TrainingStep> killed = new ArrayList<>();
        assertThatThrownBy(() -> trained(SETTINGS, parent, traces(), step -> {
                    killed.add(step);
                    if (step.step() == 7) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        List<TrainingStep> again = new ArrayList<>();
        byte[] resumed = trained(SETTINGS, parent, traces(), again::add);

        assertThat(losses(undisturbed)).hasSize(20).doesNotHaveDuplicates();
        assertThat(losses(killed)).isEqualTo(losses(undisturbed).subList(0, 7));
        assertThat(losses(again)).isEqualTo(losses(undisturbed));
        assertThat(resumed).isEqualTo(child);
    }

    @Test
    void versionsOneAfterAnotherLeaveNoArraysBehind() throws Exception {
        byte[] version = trained(SETTINGS, null, traces());
        int before = managedArrays();
        for (int child = 0; child < 10; child++) {
            version = trained(SETTINGS, version, traces());
            assertThat(managedArrays()).isEqualTo(before);
        }
    }

    private static List<Double> losses(List<TrainingStep> steps) {
        return steps.stream().map(TrainingStep::loss).toList();
    }

    /** All arrays of this process. */
    private static int managedArrays() {
        try (NDManager manager = NDManager.newBaseManager()) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }

    @Test
    void examplesOfAnEarlierLearnerOfTheSameKindMakeTheSameVersion() throws Exception {
        byte[] parent = trained(SETTINGS, null, traces());
        try (StudentLearner earlier = (StudentLearner) StudentLearner.FACTORY.fromScratch(SETTINGS.toMap());
                StudentLearner later = (StudentLearner)
                        StudentLearner.FACTORY.goingOnFrom(new ByteArrayInputStream(parent), SETTINGS.toMap());
                StudentLearner supervised = (StudentLearner) StudentLearner.FACTORY.fromScratch(
                        settings(20, Targets.SOLVER).toMap())) {
            assertThat(later.kind()).isEqualTo(earlier.kind()).isNotEqualTo(supervised.kind());

            traces().forEach(trace -> later.take(earlier.example(trace).orElseThrow()));

            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            later.checkpoint().writeTo(bytes);
            assertThat(bytes.toByteArray()).isEqualTo(trained(SETTINGS, parent, traces()));
        }
    }

    @Test
    void theBaselineLearnsWhatTheSolverSays() throws Exception {
        StudentSettings supervised = settings(150, Targets.SOLVER);
        Trace wrong = Traces.fit("q", "c", "ab ^ 2", 1, 0, "cd");
        byte[] version = trained(supervised, null, List.of(wrong));

        try (NeuralAssistant student = NeuralAssistant.read(new ByteArrayInputStream(version))) {
            assertThat(student.answer(List.of(wrong.getQuestion())).get(0).text())
                    .isEqualTo("ab");
        }
    }

    @Test
    void itSaysHowItWent() throws Exception {
        try (Learner learner = StudentLearner.FACTORY.fromScratch(SETTINGS.toMap())) {
            traces().forEach(learner::learn);
            learner.checkpoint();

            assertThat(learner.metrics())
                    .containsEntry("steps", 20.0)
                    .containsEntry("lessons", 3.0)
                    .containsEntry("lessons.trained", 60.0)
                    .containsKeys("loss", "lessons.per.second");
        }
    }

    @Test
    void anInterruptEndsIt() {
        try (Learner learner = StudentLearner.FACTORY.fromScratch(SETTINGS.toMap())) {
            traces().forEach(learner::learn);
            Thread.currentThread().interrupt();
            assertThatThrownBy(learner::checkpoint).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void settingsAreReadAsTheyAreWrittenAndWrongOnesNamed() {
        assertThat(StudentSettings.from(SETTINGS.toMap())).isEqualTo(SETTINGS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudentSettings.from(Map.of()))
                .withMessageContaining("student");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudentSettings.from(Map.of("student", "{\"language\": 3}")))
                .withMessageContaining("student");
    }

    private static List<Trace> traces() {
        return List.of(
                Traces.fit("q1", "c", "ab ^ 2", 1, 0, "ab"),
                Traces.fit("q2", "c", "cd ^ 3", 1, 0, "ab"),
                Traces.fit("q3", "c", "cd ^ 5", 1, 0, "idk"));
    }

    private static byte[] trained(StudentSettings settings, byte[] parent, List<Trace> traces) throws Exception {
        return trained(settings, parent, traces, StepListener.NONE);
    }

    private static byte[] trained(StudentSettings settings, byte[] parent, List<Trace> traces, StepListener listener)
            throws Exception {
        try (Learner learner = parent == null
                ? StudentLearner.FACTORY.fromScratch(settings.toMap())
                : StudentLearner.FACTORY.goingOnFrom(new ByteArrayInputStream(parent), settings.toMap())) {
            traces.forEach(learner::learn);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            learner.checkpoint(listener).writeTo(bytes);
            return bytes.toByteArray();
        }
    }

    private static StudentSettings settings(int steps, Targets targets) {
        StudentConfig student = new StudentConfig(
                Languages.permutationPowering(3),
                new NetworkSize(16, 2, 16, 1, 1),
                new Optimization(0.01, 5, 0, 1, 10));
        return new StudentSettings(student, 1, steps, 4, 8, targets);
    }
}
