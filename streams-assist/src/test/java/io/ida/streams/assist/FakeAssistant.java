package io.ida.streams.assist;

import io.ida.amplification.Assistant;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import java.util.ArrayList;
import java.util.List;

/** An assistant that says which version it is; a question's text can make it break. */
final class FakeAssistant implements Assistant {
    final ModelVersion version;
    final List<List<String>> batches = new ArrayList<>();
    boolean closed;

    FakeAssistant(ModelVersion version) {
        this.version = version;
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        batches.add(questions.stream().map(Question::getText).toList());
        if (questions.stream().anyMatch(question -> question.getText().equals("break"))) {
            throw new IllegalStateException("broken on purpose");
        }
        return questions.stream()
                .map(question ->
                        Reply.answered(version.getName() + "@" + version.getVersion() + " says " + question.getText()))
                .toList();
    }

    @Override
    public boolean immediate() {
        return !version.getArchitecture().equals("slow/1");
    }

    @Override
    public void close() {
        closed = true;
    }
}
