package io.ida.cli;

import io.ida.amplification.InvalidTextException;
import io.ida.amplification.Places;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AssistantPin;
import io.ida.events.Budget;
import io.ida.events.Context;
import io.ida.events.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A root question before it is asked.
 *
 * @param id unique id
 * @param task name of the task
 * @param text the question in the task's text form
 * @param facts the context, a fact each
 * @param depth levels of amplification
 * @param sample sample index
 * @param supervisor name of H; null for the scripted one
 * @param assistant name and version of X; null for the default and latest
 * @param budget assistant calls that the tree may spend; null for the default
 * @param expiresAt when it expires; null if that follows from timeToLive
 * @param timeToLive after what time it expires; null for the default
 * @param labels free labels
 */
record QuestionDraft(
        String id,
        String task,
        String text,
        List<String> facts,
        int depth,
        int sample,
        String supervisor,
        AssistantPin assistant,
        Long budget,
        Instant expiresAt,
        Duration timeToLive,
        Map<String, String> labels) {
    static final String DEFAULT_ASSISTANT = "table";

    /**
     * Checks all that can be checked before a question is asked.
     *
     * @throws InvalidQuestionException if it would be refused
     */
    void check() throws InvalidQuestionException {
        require(!id.isBlank(), "the id is empty");
        require(id.indexOf(Places.SEPARATOR) < 0, "the id '" + id + "' contains '" + Places.SEPARATOR + "'");
        require(depth >= 0, "the depth is negative");
        require(sample >= 0, "the sample is negative");
        require(budget == null || budget >= 0, "the budget is negative");
        require(expiresAt == null || timeToLive == null, "expiresAt and timeToLive exclude each other");
        try {
            Task known = StandardTasks.all().get(task);
            known.parse(facts);
            known.checkQuestion(text);
        } catch (InvalidTextException wrong) {
            throw new InvalidQuestionException(wrong.getMessage());
        }
    }

    /** The event to publish; what is left out here, decompose fills in. */
    Question asked(Instant now) {
        Instant expiry = timeToLive == null ? expiresAt : now.plus(timeToLive);
        return new Question(
                id,
                id,
                null,
                "",
                task,
                text,
                new Context("", facts),
                depth,
                sample,
                supervisor == null ? ScriptedSupervisor.NAME : supervisor,
                assistant == null ? new AssistantPin(DEFAULT_ASSISTANT, null) : assistant,
                budget == null ? null : new Budget(budget),
                now,
                expiry == null ? Instant.EPOCH : expiry,
                labels);
    }

    private static void require(boolean holds, String otherwise) throws InvalidQuestionException {
        if (!holds) {
            throw new InvalidQuestionException(otherwise);
        }
    }
}
