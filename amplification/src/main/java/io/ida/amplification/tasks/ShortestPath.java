package io.ida.amplification.tasks;

import static io.ida.amplification.tasks.Requirements.requireFacts;
import static io.ida.amplification.tasks.Requirements.requireSize;

import io.ida.amplification.Instance;
import io.ida.amplification.Script;
import io.ida.amplification.SeededRandom;
import io.ida.amplification.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Paths in a directed graph, whose vertices are those that have an edge. Facts {@code ab -> cd}, loops and repeats
 * allowed; questions {@code distance ab cd} (1 to 12, else {@code inf}; from a vertex to itself its shortest cycle) and
 * {@code step ab cd} (the next vertex on a shortest path, else {@code inf}); primitive are {@code edge ab cd} (yes or
 * no) and {@code neighbour ab} (a random out-neighbour, {@code idk} if there is none).
 *
 * <p>Steps are known one edge further than distances: a step towards a vertex 13 edges away leads to one that is 12
 * away, which is how H finds it.
 */
final class ShortestPath implements Task {
    static final int MAX_DISTANCE = 12;
    static final String UNREACHABLE = "inf";

    private static final TextForm FACT =
            new TextForm(Names.GROUP + " -> " + Names.GROUP, "a fact like 'ab -> cd', with names aa to hh");
    private static final TextForm QUESTION = new TextForm(
            "(?:(distance|step|edge) " + Names.GROUP + " " + Names.GROUP + ")|(?:neighbour " + Names.GROUP + ")",
            "a question like 'distance ab cd', 'step ab cd', 'edge ab cd' or 'neighbour ab', with names aa to hh");

    @Override
    public String name() {
        return "shortest-path";
    }

    @Override
    public Instance parse(List<String> facts) {
        requireFacts(this, facts);
        Map<String, Set<String>> neighbours = new LinkedHashMap<>();
        for (String fact : facts) {
            Matcher parts = FACT.read(fact);
            neighbours
                    .computeIfAbsent(parts.group(1), name -> new LinkedHashSet<>())
                    .add(parts.group(2));
            neighbours.computeIfAbsent(parts.group(2), name -> new LinkedHashSet<>());
        }
        Map<String, List<String>> successors = new LinkedHashMap<>();
        neighbours.forEach((vertex, next) -> successors.put(vertex, List.copyOf(next)));
        return new ShortestPathInstance(List.copyOf(facts), successors);
    }

    @Override
    public void checkQuestion(String text) {
        read(text);
    }

    @Override
    public boolean isPrimitive(String text) {
        return QUESTION.matches(text) && read(text).verb().primitive();
    }

    @Override
    public Script script() {
        return new ShortestPathScript();
    }

    @Override
    public String hardnessUnit() {
        return "distance";
    }

    @Override
    public int maxSize() {
        return Names.COUNT;
    }

    @Override
    public int minSize() {
        return 2;
    }

    /** Makes 2n edges between n names; a name that no edge happens to touch is not a vertex of the instance. */
    @Override
    public Instance generate(int size, long seed) {
        requireSize(this, size);
        Random random = SeededRandom.of(seed);
        List<String> names = Names.draw(size, random);
        List<String> facts = new ArrayList<>(2 * size);
        for (int edge = 0; edge < 2 * size; edge++) {
            facts.add(names.get(random.nextInt(size)) + " -> " + names.get(random.nextInt(size)));
        }
        return parse(facts);
    }

    /** Reads a question, primitive or not. */
    static Route read(String text) {
        Matcher parts = QUESTION.read(text);
        if (parts.group(1) == null) {
            return new Route(Verb.NEIGHBOUR, parts.group(4), "");
        }
        return new Route(Verb.of(parts.group(1)), parts.group(2), parts.group(3));
    }

    /** What a question asks for. */
    enum Verb {
        DISTANCE(false),
        STEP(false),
        EDGE(true),
        NEIGHBOUR(true);

        private final boolean primitive;

        Verb(boolean primitive) {
            this.primitive = primitive;
        }

        boolean primitive() {
            return primitive;
        }

        private static Verb of(String word) {
            return switch (word) {
                case "distance" -> DISTANCE;
                case "step" -> STEP;
                default -> EDGE;
            };
        }
    }

    /** A question: something about the way between two vertices; no destination for {@link Verb#NEIGHBOUR}. */
    record Route(Verb verb, String origin, String destination) {}
}
