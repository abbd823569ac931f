package io.ida.amplification.tasks;

import static io.ida.amplification.tasks.Requirements.require;

import io.ida.amplification.Assistant;
import io.ida.amplification.Instance;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.SeededRandom;
import io.ida.amplification.tasks.UnionFind.Membership;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;

/**
 * One forest.
 *
 * @param given the value of each root
 * @param neighbours who each name is joined with
 * @param places where each name stands in its tree; only the solver uses it
 */
record UnionFindInstance(
        List<String> facts, Map<String, Integer> given, Map<String, List<String>> neighbours, Map<String, Place> places)
        implements Instance {
    private static final TextForm FACT = new TextForm(
            Names.GROUP + " (?:= ([0-7])|~ " + Names.GROUP + ")",
            "a fact like 'ab = 3' or 'ab ~ cd', with names aa to hh and values 0 to 7");

    static UnionFindInstance parse(List<String> facts) {
        Map<String, Integer> given = new LinkedHashMap<>();
        Map<String, List<String>> neighbours = new LinkedHashMap<>();
        for (String fact : facts) {
            Matcher parts = FACT.read(fact);
            String name = parts.group(1);
            String other = parts.group(3);
            List<String> joined = neighbours.computeIfAbsent(name, key -> new ArrayList<>());
            if (other == null) {
                require(
                        given.put(name, Integer.valueOf(parts.group(2))) == null,
                        "'" + fact + "': " + name + " is given a value already.");
            } else {
                require(!name.equals(other), "'" + fact + "' joins a name with itself.");
                require(!joined.contains(other), "'" + fact + "': " + name + " and " + other + " are joined already.");
                joined.add(other);
                neighbours.computeIfAbsent(other, key -> new ArrayList<>()).add(name);
            }
        }
        return new UnionFindInstance(List.copyOf(facts), given, neighbours, placed(given, neighbours));
    }

    @Override
    public String environmentAnswer(String primitive, int sample) {
        Membership asked = UnionFind.read(primitive);
        List<String> joined = neighbours.getOrDefault(asked.name(), List.of());
        return switch (asked.verb()) {
            case GIVEN ->
                given.containsKey(asked.name()) ? given.get(asked.name()).toString() : Assistant.IDK;
            case JOINED -> joined.contains(asked.other()) ? "yes" : "no";
            case NEIGHBOUR ->
                joined.isEmpty()
                        ? Assistant.IDK
                        : joined.get(SeededRandom.choose(joined.size(), facts, primitive, sample));
            case VALUE, PARENT, DEPTH ->
                throw new InvalidTextException("'" + primitive
                        + "' is not primitive: the environment knows 'given ab', 'neighbour ab' and 'joined ab cd'.");
        };
    }

    @Override
    public List<String> questions() {
        List<String> questions = new ArrayList<>(3 * neighbours.size());
        for (String name : neighbours.keySet()) {
            questions.add("value " + name);
            questions.add("parent " + name);
            questions.add("depth " + name);
        }
        return questions;
    }

    /** One of the values that there are, one of the names, or a depth below the number of names. */
    @Override
    public String randomAnswer(String question, RandomGenerator random) {
        List<String> names = List.copyOf(neighbours.keySet());
        return switch (UnionFind.read(question).verb()) {
            case VALUE -> Integer.toString(random.nextInt(UnionFind.VALUES));
            case DEPTH -> Integer.toString(random.nextInt(names.size()));
            default -> names.get(random.nextInt(names.size()));
        };
    }

    @Override
    public String solve(String question) {
        Membership asked = UnionFind.read(question);
        if (asked.verb().primitive()) {
            return environmentAnswer(question, 0);
        }
        Place place = places.get(asked.name());
        if (place == null) {
            return Assistant.IDK;
        }
        return switch (asked.verb()) {
            case VALUE -> Integer.toString(place.value());
            case PARENT -> place.parent();
            default -> Integer.toString(place.depth());
        };
    }

    /** Any neighbour is right. */
    @Override
    public boolean isCorrect(String question, String answer) {
        Membership asked = UnionFind.read(question);
        return solve(question).equals(answer)
                || asked.verb() == UnionFind.Verb.NEIGHBOUR
                        && neighbours.getOrDefault(asked.name(), List.of()).contains(answer);
    }

    /** The depth of the name; 0 for primitives. */
    @Override
    public int hardness(String question) {
        Membership asked = UnionFind.read(question);
        Place place = asked.verb().primitive() ? null : places.get(asked.name());
        return place == null ? 0 : place.depth();
    }

    /**
     * 2d + 1 levels for the value or depth of a name at depth d, and 2d for its parent: H needs the parent for the
     * depth, and the parent's depth for the parent. A root takes 1 level. Lucky is a draw that is the parent.
     */
    @Override
    public int neededDepth(String question) {
        Membership asked = UnionFind.read(question);
        Place place = asked.verb().primitive() ? null : places.get(asked.name());
        if (place == null) {
            return 0;
        }
        return asked.verb() == UnionFind.Verb.PARENT && place.depth() > 0 ? 2 * place.depth() : 2 * place.depth() + 1;
    }

    private static Map<String, Place> placed(Map<String, Integer> given, Map<String, List<String>> neighbours) {
        Map<String, Place> places = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(given.keySet());
        given.forEach((root, value) -> places.put(root, new Place(value, root, 0)));
        while (!open.isEmpty()) {
            String name = open.remove();
            Place place = places.get(name);
            for (String next : neighbours.get(name)) {
                if (next.equals(place.parent())) {
                    continue;
                }
                require(
                        places.put(next, new Place(place.value(), name, place.depth() + 1)) == null,
                        "There is a second way from " + next + " to a given value, by " + name
                                + ": facts must make trees, each with one given value.");
                open.add(next);
            }
        }
        for (String name : neighbours.keySet()) {
            require(places.containsKey(name), "No fact gives the value of " + name + " or of a name joined with it.");
        }
        return places;
    }

    /** Where a name stands: the value of its tree, its parent (itself for a root) and its distance from the root. */
    record Place(int value, String parent, int depth) {}
}
