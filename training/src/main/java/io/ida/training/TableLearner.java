package io.ida.training;

import io.ida.amplification.ContextIds;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.models.ModelStore;
import io.ida.models.TableCheckpoint;
import io.ida.models.TableRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Perfect distillation: learns every answer by heart, from all splits, as a table cannot generalise. What is new
 * overrides the parent's. Where two traces of a training disagree about a question, the one amplified deeper wins, then
 * the smaller sample, then the smaller question id, so that the order of traces does not matter.
 */
public final class TableLearner implements Learner {
    /** Makes table learners. */
    public static final LearnerFactory FACTORY = new Factory();

    private static final Comparator<Lesson> BEST_FIRST = Comparator.comparingInt(Lesson::depth)
            .reversed()
            .thenComparing(lesson -> lesson.row().sample())
            .thenComparing(lesson -> lesson.row().taughtBy());

    private final Map<Key, TableRow> known = new HashMap<>();
    private final Map<Key, Lesson> learned = new HashMap<>();
    private long examples;

    private TableLearner() {}

    private record Key(String contextId, String question) {}

    private record Lesson(int depth, TableRow row) {}

    @Override
    public String architecture() {
        return TableCheckpoint.ARCHITECTURE;
    }

    @Override
    public boolean learn(Trace trace) {
        if (!trace.getFit()) {
            return false;
        }
        Question question = trace.getQuestion();
        String contextId = contextId(question.getContext());
        TableRow row = new TableRow(
                contextId, question.getText(), trace.getAnswer().getText(), question.getSample(), question.getId());
        learned.merge(new Key(contextId, question.getText()), new Lesson(question.getDepth(), row), TableLearner::best);
        examples++;
        return true;
    }

    private static Lesson best(Lesson one, Lesson other) {
        return BEST_FIRST.compare(one, other) <= 0 ? one : other;
    }

    private static String contextId(Context context) {
        return context.getContextId().isEmpty() ? ContextIds.of(context.getFacts()) : context.getContextId();
    }

    @Override
    public ModelStore.Content checkpoint(StepListener listener) {
        Map<Key, TableRow> all = new HashMap<>(known);
        learned.forEach((key, lesson) -> all.put(key, lesson.row()));
        List<TableRow> rows = new ArrayList<>(all.values());
        return out -> TableCheckpoint.write(rows, out);
    }

    @Override
    public Map<String, Double> metrics() {
        long added =
                learned.keySet().stream().filter(key -> !known.containsKey(key)).count();
        long changed = learned.entrySet().stream()
                .filter(entry -> known.containsKey(entry.getKey()))
                .filter(entry -> !known.get(entry.getKey())
                        .answer()
                        .equals(entry.getValue().row().answer()))
                .count();
        return Map.of(
                "examples", (double) examples,
                "rows", (double) (known.size() + added),
                "rows.added", (double) added,
                "rows.changed", (double) changed);
    }

    private static final class Factory implements LearnerFactory {
        @Override
        public String architecture() {
            return TableCheckpoint.ARCHITECTURE;
        }

        @Override
        public Learner fromScratch(Map<String, String> settings) {
            return new TableLearner();
        }

        @Override
        public Learner goingOnFrom(InputStream checkpoint, Map<String, String> settings) throws IOException {
            TableLearner learner = new TableLearner();
            TableCheckpoint.read(checkpoint, row -> learner.known.put(new Key(row.contextId(), row.question()), row));
            return learner;
        }
    }
}
