package io.ida.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ida.models.neural.ContextRows.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudentNetworkTest {
    private static final float ROUNDING = 1e-4f;

    private final NDManager manager = Torch.newManager();

    static List<String> tasks() {
        return Schoolbook.TASKS;
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyRowHasADistributionOverEntries(String task) {
        Student student = student(task);
        Batch batch = batch(student, Schoolbook.lessons(task, 12, 3, 4, 1));

        NDArray probabilities = probabilities(student, batch);

        assertThat(probabilities.getShape()).isEqualTo(new Shape(3, 4, batch.entryCount()));
        for (float sum : probabilities.sum(new int[] {-1}).toFloatArray()) {
            assertThat(sum).isCloseTo(1, within(ROUNDING));
        }
    }

    @Test
    void whatIsPaddedOrNoAnswerIsNeverSaid() {
        Student student = student("union-find");
        List<Lesson> lessons = new ArrayList<>(Schoolbook.lessons("union-find", 10, 1, 2, 1));
        lessons.addAll(Schoolbook.lessons("union-find", 30, 1, 2, 2));
        Batch batch = batch(student, lessons);

        float[] first = probabilities(student, batch).get(0).get(0).toFloatArray();

        int never = 0;
        for (int entry = 0; entry < batch.entryCount(); entry++) {
            if (batch.token(0, entry) < 0) {
                assertThat(first[entry]).isZero();
                never++;
            }
        }
        assertThat(never).isEqualTo(2 * (30 - 10));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aLargerContextInTheBatchChangesNothing(String task) {
        Student student = student(task);
        List<Lesson> small = Schoolbook.lessons(task, 12, 1, 3, 1);
        List<Lesson> both = new ArrayList<>(small);
        both.addAll(Schoolbook.lessons(task, 40, 1, 7, 2));

        assertThat(answerProbabilities(student, both).subList(0, 3))
                .usingElementComparator(StudentNetworkTest::roughly)
                .isEqualTo(answerProbabilities(student, small));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void factsAreASet(String task) {
        Student student = student(task);
        List<Lesson> lessons = Schoolbook.lessons(task, 20, 1, 5, 1);
        List<String> facts = new ArrayList<>(lessons.get(0).facts());
        Collections.shuffle(facts, new Random(3));
        List<Lesson> shuffled = lessons.stream()
                .map(lesson -> new Lesson(facts, lesson.question(), lesson.answer()))
                .toList();

        assertThat(answerProbabilities(student, shuffled))
                .usingElementComparator(StudentNetworkTest::roughly)
                .isEqualTo(answerProbabilities(student, lessons));
    }

    @Test
    void factsMatter() {
        Student student = student("permutation-powering");
        Lesson one = new Lesson(List.of("ab -> cd", "cd -> ab"), "ab ^ 3", "cd");
        Lesson other = new Lesson(List.of("ab -> ab", "cd -> cd"), "ab ^ 3", "ab");

        float[] ofOne = answerProbabilities(student, List.of(one)).get(0);
        float[] ofOther = answerProbabilities(student, List.of(other)).get(0);

        assertThat(roughly(ofOne, ofOther)).isNotZero();
    }

    @Test
    void theSameSeedMakesTheSameParameters() {
        ParameterLayout layout = student("union-find").network().layout();

        assertThat(layout.initial(1)).isEqualTo(layout.initial(1)).isNotEqualTo(layout.initial(2));
        assertThat(layout.initial(1)).hasSize(layout.size());
    }

    private static Student student(String task) {
        return new Student(Schoolbook.tiny(task));
    }

    private static Batch batch(Student student, List<Lesson> lessons) {
        Tokenizer tokenizer = student.tokenizer();
        List<ContextRows> contexts = new ArrayList<>();
        List<String> facts = List.of();
        for (Lesson lesson : lessons) {
            if (!lesson.facts().equals(facts)) {
                facts = lesson.facts();
                contexts.add(new ContextRows(tokenizer.facts(facts)));
            }
            ContextRows context = contexts.get(contexts.size() - 1);
            EncodedQuestion question = tokenizer.question(lesson.question(), context.facts());
            context.rows().add(new Row(question.tokens(), tokenizer.answer(lesson.answer(), question)[0]));
        }
        return new Batch(contexts, tokenizer);
    }

    private NDArray probabilities(Student student, Batch batch) {
        StudentNetwork network = student.network();
        Weights weights =
                network.layout().weights(manager.create(network.layout().initial(5)), manager);
        return network.entryProbabilities(weights, network.encode(weights, batch, manager), batch.rowTokens(manager));
    }

    /** How likely each lesson's row says each token. */
    private List<float[]> answerProbabilities(Student student, List<Lesson> lessons) {
        Batch batch = batch(student, lessons);
        float[] entries = probabilities(student, batch).toFloatArray();
        List<float[]> rows = new ArrayList<>();
        List<String> facts = List.of();
        int context = -1;
        int row = 0;
        for (Lesson lesson : lessons) {
            if (!lesson.facts().equals(facts)) {
                facts = lesson.facts();
                context++;
                row = 0;
            }
            float[] ofTokens = new float[student.tokenizer().vocabulary().size()];
            for (int entry = 0; entry < batch.entryCount(); entry++) {
                if (batch.token(context, entry) >= 0) {
                    ofTokens[batch.token(context, entry)] +=
                            entries[(context * batch.rows() + row) * batch.entryCount() + entry];
                }
            }
            rows.add(ofTokens);
            row++;
        }
        return rows;
    }

    private static int roughly(float[] one, float[] other) {
        float largest = 0;
        for (int index = 0; index < one.length; index++) {
            largest = Math.max(largest, Math.abs(one[index] - other[index]));
        }
        return largest < ROUNDING ? 0 : 1;
    }
}
