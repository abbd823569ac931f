package io.ida.training.iterations;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What one iteration came to.
 *
 * @param iteration number, from 1
 * @param assistantVersion the version that answered sub-questions: iteration - 1
 * @param questions how many questions were amplified
 * @param answered how many of them ended as ANSWERED; {@code idk} is an answer
 * @param correct how many of the amplified answers are right, by the solver
 * @param agreement share of questions that the assistant alone answers as its amplified self does; {@code idk} counts
 *     against it
 * @param horizon the largest hardness up to which every amplified answer is right; 0 if there is none
 * @param seconds from the first question of the iteration to this report
 */
@JsonPropertyOrder({
    "iteration",
    "assistantVersion",
    "questions",
    "answered",
    "correct",
    "agreement",
    "horizon",
    "seconds"
})
public record IterationReport(
        int iteration,
        int assistantVersion,
        long questions,
        long answered,
        long correct,
        double agreement,
        int horizon,
        double seconds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The report as one JSON object with exactly these fields. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report is always JSON.", e);
        }
    }

    /**
     * The report that {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static IterationReport fromJson(String json) {
        try {
            return JSON.readValue(json, IterationReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a report of an iteration: " + json, e);
        }
    }
}
