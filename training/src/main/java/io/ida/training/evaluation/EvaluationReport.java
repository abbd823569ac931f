package io.ida.training.evaluation;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.training.plot.Curve;
import io.ida.training.plot.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation came to. Holds counts only: no question, no answer.
 *
 * @param model name of the model
 * @param task name of the task
 * @param hardness what the horizon counts, for example {@code exponent}
 * @param part the part of the data that the contexts are of
 * @param sizes sizes of the contexts
 * @param contexts contexts of each size
 * @param questions questions about each context
 * @param seed seed of the contexts
 * @param threshold the accuracy that counts as able
 * @param versions the versions, ascending
 */
@JsonPropertyOrder({
    "model",
    "task",
    "hardness",
    "part",
    "sizes",
    "contexts",
    "questions",
    "seed",
    "threshold",
    "versions"
})
public record EvaluationReport(
        String model,
        String task,
        String hardness,
        String part,
        List<Integer> sizes,
        int contexts,
        int questions,
        long seed,
        double threshold,
        List<VersionReport> versions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public EvaluationReport {
        sizes = List.copyOf(sizes);
        versions = List.copyOf(versions);
    }

    /** The curves over version numbers, for a figure: one for each way of answering. */
    public List<Curve> curves(String run) {
        Map<String, List<Point>> points = new LinkedHashMap<>();
        for (VersionReport version : versions) {
            for (WayReport way : version.ways()) {
                points.computeIfAbsent(way.way(), name -> new ArrayList<>()).add(way.point(version.version()));
            }
        }
        List<Curve> curves = new ArrayList<>();
        points.forEach((way, its) -> curves.add(new Curve(run, label(way, points), its)));
        return curves;
    }

    /** The label of a way, with its name where another way has the same label. */
    private static String label(String way, Map<String, ?> ways) {
        String label = Way.label(way);
        long same = ways.keySet().stream()
                .filter(other -> Way.label(other).equals(label))
                .count();
        return same > 1 ? label + " (" + way + ")" : label;
    }

    /** The report as one JSON object. */
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
    public static EvaluationReport fromJson(String json) {
        try {
            return JSON.readValue(json, EvaluationReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a report of an evaluation: " + e.getOriginalMessage(), e);
        }
    }
}
