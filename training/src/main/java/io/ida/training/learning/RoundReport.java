package io.ida.training.learning;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.events.ModelStatus;
import io.ida.training.plot.Share;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What one round came to. Everything that steers the run is in it, so that a controller that was stopped goes on by the
 * reports alone.
 *
 * @param round number, from 1
 * @param teacher version that answered the sub-questions of the lessons
 * @param difficulty highest level that was asked
 * @param version the version that was trained meanwhile and judged; 0 in the first round, which has none
 * @param status what the gate said: PROMOTED or REJECTED
 * @param agreement by level, the share of held-out questions that the version alone answers as its amplified self does;
 *     {@code idk} counts against it
 * @param alone how many held-out questions about the largest contexts of the run the version alone answers right, by
 *     the solver and by the levels of amplification that they need; for information
 * @param amplified the same of its amplified self
 * @param horizon up to which hardness the version alone answers them right; see {@link
 *     io.ida.training.evaluation.Horizon}
 * @param loss of the last steps, in nats an answer
 * @param steps steps since the first version
 * @param lessonsPerSecond how fast the version trained
 * @param lessons questions that were amplified to learn from
 * @param supervisorCalls nodes that H worked on
 * @param imitation how H&prime; fares
 * @param seconds from the first question of the round to its report
 * @param traces where the lessons of the round are: partition, from, to
 */
@JsonPropertyOrder({
    "round",
    "teacher",
    "difficulty",
    "version",
    "status",
    "agreement",
    "alone",
    "amplified",
    "horizon",
    "loss",
    "steps",
    "lessonsPerSecond",
    "lessons",
    "supervisorCalls",
    "imitation",
    "seconds",
    "traces"
})
public record RoundReport(
        int round,
        int teacher,
        int difficulty,
        int version,
        ModelStatus status,
        SortedMap<Integer, Double> agreement,
        SortedMap<Integer, Share> alone,
        SortedMap<Integer, Share> amplified,
        int horizon,
        double loss,
        long steps,
        double lessonsPerSecond,
        long lessons,
        long supervisorCalls,
        Imitation imitation,
        double seconds,
        List<List<Long>> traces) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Mean agreement over all levels. */
    public double meanAgreement() {
        return agreement.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** Share of the held-out questions about the largest contexts that the version alone answers right; 0 if none was asked. */
    public double accuracy() {
        return all(alone);
    }

    /** Share of the held-out questions that its amplified self answers right; 0 if none was asked. */
    public double amplifiedAccuracy() {
        return all(amplified);
    }

    private static double all(SortedMap<Integer, Share> byDepth) {
        Share all = byDepth.values().stream().reduce(new Share(0, 0), Share::plus);
        return all.asked() == 0 ? 0 : all.value();
    }

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
    public static RoundReport fromJson(String json) {
        try {
            return JSON.readValue(json, RoundReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a report of a round: " + json, e);
        }
    }

    /** The metrics by which a version is announced as judged. */
    Map<String, Double> metrics() {
        return Map.of("agreement", meanAgreement(), "difficulty", (double) difficulty);
    }
}
