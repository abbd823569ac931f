package io.ida.models;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One thing a table knows.
 *
 * @param contextId the context that the question is about
 * @param question text of the question
 * @param answer what the amplified team answered
 * @param sample sample index of the question that taught it
 * @param taughtBy id of the question that taught it
 */
@JsonPropertyOrder({"contextId", "question", "answer", "sample", "taughtBy"})
public record TableRow(String contextId, String question, String answer, int sample, String taughtBy) {
    public TableRow {
        if (contextId == null || question == null || answer == null || taughtBy == null) {
            throw new IllegalArgumentException("A table row needs contextId, question, answer and taughtBy.");
        }
    }
}
