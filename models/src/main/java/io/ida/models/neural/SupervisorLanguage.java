package io.ida.models.neural;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * How the transcripts of a task are written: what H&prime; needs to know of a task. It is part of a checkpoint. Forms
 * are those of {@link Language}.
 *
 * <p>Names become tokens in the order in which a transcript first mentions them, so what they are called makes no
 * difference; and since H never sees the facts, it knows no name that was not mentioned to it.
 *
 * @param task name of the task
 * @param questions the forms of the questions that H is asked or asks, primitive ones included
 * @param answers the forms of the answers that H gets or gives, each either a single field or a word
 */
@JsonPropertyOrder({"task", "questions", "answers"})
public record SupervisorLanguage(String task, List<String> questions, List<String> answers) {
    public SupervisorLanguage {
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
    }
}
