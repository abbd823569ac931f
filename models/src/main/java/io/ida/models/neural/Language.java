package io.ida.models.neural;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * How the facts, questions and answers of a task are written: what a network needs to know of a task. It is part of a
 * checkpoint.
 *
 * <p>A form is text with fields, for example <code>{name} ^ {bits:6}</code>. Fields are:
 *
 * <ul>
 *   <li><code>{name}</code>: two letters a to h, one token;
 *   <li><code>{number:-32..32}</code>: a whole number of that range, one token;
 *   <li><code>{bits:6}</code>: a whole number from 0, one token for each binary digit, lowest first;
 *   <li><code>{letters:6:ab?}</code>: that many characters out of those, one token each;
 *   <li><code>{digits:3}</code>: a whole number, one token for each character of its text, of which there are at most
 *       that many.
 * </ul>
 *
 * Whole numbers have no plus sign and no leading zeros.
 *
 * @param task name of the task
 * @param facts the forms of facts
 * @param questions the forms of questions
 * @param answers the forms of answers, each either a single field or a word
 * @param naming which tokens names become
 */
@JsonPropertyOrder({"task", "facts", "questions", "answers", "naming"})
public record Language(String task, List<String> facts, List<String> questions, List<String> answers, Naming naming) {
    public Language {
        facts = List.copyOf(facts);
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
    }

    /** The same forms with another naming. */
    public Language withNaming(Naming other) {
        return new Language(task, facts, questions, answers, other);
    }
}
