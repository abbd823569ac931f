package io.ida.models;

import io.ida.amplification.Assistant;
import io.ida.amplification.ContextIds;
import io.ida.events.Context;
import io.ida.events.Question;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * X as a lookup table from context and question to answer, {@code idk} where it has none: perfect distillation, no
 * generalisation. All samples of a question have the same answer. Immutable.
 */
public final class TableAssistant implements Assistant {
    private static final TableAssistant UNTRAINED = new TableAssistant(Map.of());
    private static final Reply UNKNOWN = Reply.answered(IDK);

    private final Map<String, Map<String, String>> answersByContext;

    private TableAssistant(Map<String, Map<String, String>> answersByContext) {
        this.answersByContext = answersByContext;
    }

    /** X_0: the empty table. */
    public static TableAssistant untrained() {
        return UNTRAINED;
    }

    /** The table of these rows. */
    public static TableAssistant of(Iterable<TableRow> rows) {
        Map<String, Map<String, String>> answers = new HashMap<>();
        rows.forEach(row -> put(answers, row));
        return new TableAssistant(answers);
    }

    /**
     * The table of a checkpoint.
     *
     * @throws CheckpointException if it is not a {@link TableCheckpoint}
     */
    public static TableAssistant read(InputStream checkpoint) throws IOException {
        Map<String, Map<String, String>> answers = new HashMap<>();
        TableCheckpoint.read(checkpoint, row -> put(answers, row));
        return new TableAssistant(answers);
    }

    private static void put(Map<String, Map<String, String>> answers, TableRow row) {
        answers.computeIfAbsent(row.contextId(), any -> new HashMap<>()).put(row.question(), row.answer());
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        return questions.stream().map(this::answer).toList();
    }

    private Reply answer(Question question) {
        String answer = answersByContext
                .getOrDefault(contextId(question.getContext()), Map.of())
                .get(question.getText());
        return answer == null ? UNKNOWN : Reply.answered(answer);
    }

    private static String contextId(Context context) {
        return context.getContextId().isEmpty() ? ContextIds.of(context.getFacts()) : context.getContextId();
    }

    @Override
    public boolean immediate() {
        return true;
    }

    @Override
    public void close() {
        // nothing to release
    }
}
