package io.ida.amplification.tasks;

import static io.ida.amplification.tasks.ShortestPath.MAX_DISTANCE;

import io.ida.amplification.Assistant;
import io.ida.amplification.Instance;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.SeededRandom;
import io.ida.amplification.tasks.ShortestPath.Route;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One graph.
 *
 * @param successors the different out-neighbours of each vertex
 */
record ShortestPathInstance(List<String> facts, Map<String, List<String>> successors) implements Instance {
    /** More than the longest way that any question can find. */
    private static final int UNREACHABLE_HARDNESS = MAX_DISTANCE + 2;

    @Override
    public String environmentAnswer(String primitive, int sample) {
        Route route = ShortestPath.read(primitive);
        List<String> next = successorsOf(route.origin());
        return switch (route.verb()) {
            case EDGE -> next.contains(route.destination()) ? "yes" : "no";
            case NEIGHBOUR ->
                next.isEmpty() ? Assistant.IDK : next.get(SeededRandom.choose(next.size(), facts, primitive, sample));
            case DISTANCE, STEP ->
                throw new InvalidTextException(
                        "'" + primitive + "' is not primitive: the environment knows 'edge ab cd' and 'neighbour ab'.");
        };
    }

    @Override
    public List<String> questions() {
        List<String> questions = new ArrayList<>(2 * successors.size() * successors.size());
        for (String origin : successors.keySet()) {
            for (String destination : successors.keySet()) {
                questions.add("distance " + origin + " " + destination);
                questions.add("step " + origin + " " + destination);
            }
        }
        return questions;
    }

    /** A distance or a vertex, or that there is no way. */
    @Override
    public String randomAnswer(String question, RandomGenerator random) {
        if (ShortestPath.read(question).verb() == ShortestPath.Verb.DISTANCE) {
            int distance = random.nextInt(1, MAX_DISTANCE + 2);
            return distance > MAX_DISTANCE ? ShortestPath.UNREACHABLE : Integer.toString(distance);
        }
        List<String> vertices = List.copyOf(successors.keySet());
        int vertex = random.nextInt(vertices.size() + 1);
        return vertex == vertices.size() ? ShortestPath.UNREACHABLE : vertices.get(vertex);
    }

    @Override
    public String solve(String question) {
        Route route = ShortestPath.read(question);
        if (route.verb().primitive()) {
            return environmentAnswer(question, 0);
        }
        int distance = answerableDistance(route);
        if (distance == UNREACHABLE_HARDNESS) {
            return ShortestPath.UNREACHABLE;
        }
        return switch (route.verb()) {
            case DISTANCE -> Integer.toString(distance);
            default ->
                successorsOf(route.origin()).stream()
                        .filter(next -> isOptimalStep(next, route, distance))
                        .findFirst()
                        .orElseThrow();
        };
    }

    /** Any optimal step and any out-neighbour is right. */
    @Override
    public boolean isCorrect(String question, String answer) {
        Route route = ShortestPath.read(question);
        return switch (route.verb()) {
            case DISTANCE, EDGE -> solve(question).equals(answer);
            case NEIGHBOUR -> successorsOf(route.origin()).contains(answer) || answer.equals(solve(question));
            case STEP -> {
                int distance = answerableDistance(route);
                yield distance == UNREACHABLE_HARDNESS
                        ? answer.equals(ShortestPath.UNREACHABLE)
                        : successorsOf(route.origin()).contains(answer) && isOptimalStep(answer, route, distance);
            }
        };
    }

    /** The distance; 14 where the answer is {@code inf}; 0 for primitives. */
    @Override
    public int hardness(String question) {
        Route route = ShortestPath.read(question);
        return route.verb().primitive() ? 0 : answerableDistance(route);
    }

    /**
     * 2n - 1 levels for a distance n, and 2n - 2 for the step that begins a way of n > 1 edges: H needs a step for each
     * distance, and the distance of what is next for each step. What an edge answers takes 1 level. So does {@code inf},
     * which is what H says where nobody knows a way. Lucky is a draw that is an optimal step.
     */
    @Override
    public int neededDepth(String question) {
        Route route = ShortestPath.read(question);
        if (route.verb().primitive()) {
            return 0;
        }
        int distance = answerableDistance(route);
        if (distance == 1 || distance == UNREACHABLE_HARDNESS) {
            return 1;
        }
        return route.verb() == ShortestPath.Verb.STEP ? 2 * distance - 2 : 2 * distance - 1;
    }

    private int answerableDistance(Route route) {
        int longest = route.verb() == ShortestPath.Verb.STEP ? MAX_DISTANCE + 1 : MAX_DISTANCE;
        int distance = distance(route.origin(), route.destination());
        return distance <= longest ? distance : UNREACHABLE_HARDNESS;
    }

    private boolean isOptimalStep(String next, Route route, int distance) {
        return distance == 1 ? next.equals(route.destination()) : distance(next, route.destination()) == distance - 1;
    }

    /** Breadth-first search; at least 1. */
    private int distance(String origin, String destination) {
        Map<String, Integer> distances = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        successorsOf(origin).forEach(next -> reach(next, 1, distances, open));
        while (!open.isEmpty() && !distances.containsKey(destination)) {
            String vertex = open.remove();
            successorsOf(vertex).forEach(next -> reach(next, distances.get(vertex) + 1, distances, open));
        }
        return distances.getOrDefault(destination, Integer.MAX_VALUE);
    }

    private static void reach(String vertex, int distance, Map<String, Integer> distances, Deque<String> open) {
        if (distances.putIfAbsent(vertex, distance) == null) {
            open.add(vertex);
        }
    }

    private List<String> successorsOf(String vertex) {
        return successors.getOrDefault(vertex, List.of());
    }
}
