package io.ida.dataset;

import io.ida.events.Question;
import java.util.List;

/** Questions as X sees them: the facts, then the question. H sees the question alone. */
final class Prompts {
    private Prompts() {}

    /** The facts, one a line, an empty line, the question and the cue for the answer, which follows on a line of its own. */
    static String of(Question question) {
        return of(question.getContext().getFacts(), question.getText());
    }

    static String of(List<String> facts, String question) {
        StringBuilder text = new StringBuilder("Facts:\n");
        facts.forEach(fact -> text.append(fact).append('\n'));
        return text.append("\nQuestion: ")
                .append(question)
                .append("\nAnswer:\n")
                .toString();
    }
}
