package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.models.CheckpointException;
import io.ida.models.TableCheckpoint;
import io.ida.models.TableRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableLearnerTest {
    @Test
    void learnsFitTracesOfEverySplitAndNoOthers() throws Exception {
        Learner learner = TableLearner.FACTORY.fromScratch(Map.of());

        assertThat(learner.learn(Traces.trace("a", "c", "1", 1, 0, "x", Split.TRAIN, true)))
                .isTrue();
        assertThat(learner.learn(Traces.trace("b", "c", "2", 1, 0, "y", Split.TEST, true)))
                .isTrue();
        assertThat(learner.learn(Traces.trace("d", "c", "3", 1, 0, "z", Split.TRAIN, false)))
                .isFalse();

        assertThat(rows(learner)).extracting(TableRow::question).containsExactly("1", "2");
        assertThat(learner.metrics()).containsEntry("examples", 2.0).containsEntry("rows", 2.0);
    }

    @Test
    void theOrderOfTracesDoesNotMatter() throws Exception {
        List<Trace> traces = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            traces.add(Traces.fit("q" + i, "c" + i % 3, "t" + i % 7, 1 + i % 2, i % 4, "answer" + i));
        }
        byte[] bytes = bytes(learner(traces));

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(traces, new Random(seed));
            assertThat(bytes(learner(traces))).isEqualTo(bytes);
        }
    }

    @Test
    void whereTracesDisagreeTheDeepestThenTheSmallestSampleThenTheSmallestIdWins() throws Exception {
        assertThat(answer(Traces.fit("a", "c", "1", 1, 0, "shallow"), Traces.fit("b", "c", "1", 2, 1, "deep")))
                .isEqualTo("deep");
        assertThat(answer(Traces.fit("a", "c", "1", 1, 1, "later"), Traces.fit("b", "c", "1", 1, 0, "sample 0")))
                .isEqualTo("sample 0");
        assertThat(answer(Traces.fit("b", "c", "1", 1, 0, "b"), Traces.fit("a", "c", "1", 1, 0, "a")))
                .isEqualTo("a");
    }

    @Test
    void newAnswersOverrideTheParentsAndTheRestStays() throws Exception {
        byte[] parent = bytes(
                learner(List.of(Traces.fit("a", "c", "1", 5, 0, "idk"), Traces.fit("a2", "c", "2", 1, 0, "kept"))));

        Learner child = TableLearner.FACTORY.goingOnFrom(new ByteArrayInputStream(parent), Map.of());
        child.learn(Traces.fit("z", "c", "1", 1, 9, "known"));
        child.learn(Traces.fit("z2", "d", "1", 1, 0, "other context"));

        assertThat(rows(child)).extracting(TableRow::answer).containsExactly("known", "kept", "other context");
        assertThat(child.metrics())
                .containsEntry("rows", 3.0)
                .containsEntry("rows.added", 1.0)
                .containsEntry("rows.changed", 1.0);
    }

    @Test
    void aRowSaysWhichQuestionTaughtIt() throws Exception {
        assertThat(rows(learner(List.of(Traces.fit("r.1.7", "c", "ab ^ 2", 1, 2, "cd")))))
                .containsExactly(new TableRow("c", "ab ^ 2", "cd", 2, "r.1.7"));
    }

    @Test
    void aParentThatIsNoTableIsRefused() {
        assertThatThrownBy(() -> TableLearner.FACTORY.goingOnFrom(new ByteArrayInputStream(new byte[] {7}), Map.of()))
                .isInstanceOf(CheckpointException.class);
    }

    private static String answer(Trace one, Trace other) throws Exception {
        return rows(learner(List.of(one, other))).get(0).answer();
    }

    private static Learner learner(List<Trace> traces) {
        Learner learner = TableLearner.FACTORY.fromScratch(Map.of());
        traces.forEach(learner::learn);
        return learner;
    }

    private static byte[] bytes(Learner learner) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        learner.checkpoint().writeTo(out);
        return out.toByteArray();
    }

    private static List<TableRow> rows(Learner learner) throws Exception {
        List<TableRow> rows = new ArrayList<>();
        TableCheckpoint.read(new ByteArrayInputStream(bytes(learner)), rows::add);
        return rows;
    }
}
