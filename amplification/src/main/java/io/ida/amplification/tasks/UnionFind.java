package io.ida.amplification.tasks;

import static io.ida.amplification.tasks.Requirements.requireFacts;
import static io.ida.amplification.tasks.Requirements.requireSize;

import io.ida.amplification.Instance;
import io.ida.amplification.Script;
import io.ida.amplification.SeededRandom;
import io.ida.amplification.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * Trees of names that share a value, which only the root of each tree is given. Facts {@code ab = 3} and {@code ab ~
 * cd}; questions {@code value ab} (0 to 7), {@code parent ab} (the neighbour nearer the root; the root's is itself) and
 * {@code depth ab}; primitive are {@code given ab} (the value, or {@code idk}), {@code neighbour ab} (a random one,
 * {@code idk} if there is none) and {@code joined ab cd} (yes or no).
 */
final class UnionFind implements Task {
    static final int VALUES = 8;
    static final int MAX_DEPTH = Names.COUNT - 1;

    private static final TextForm QUESTION = new TextForm(
            "(?:(value|parent|depth|given|neighbour) " + Names.GROUP + ")|(?:joined " + Names.GROUP + " " + Names.GROUP
                    + ")",
            "a question like 'value ab', 'parent ab', 'depth ab', 'given ab', 'neighbour ab' or 'joined ab cd',"
                    + " with names aa to hh");

    @Override
    public String name() {
        return "union-find";
    }

    @Override
    public Instance parse(List<String> facts) {
        requireFacts(this, facts);
        return UnionFindInstance.parse(facts);
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
        return new UnionFindScript();
    }

    @Override
    public String hardnessUnit() {
        return "depth in the tree";
    }

    @Override
    public int maxSize() {
        return Names.COUNT;
    }

    @Override
    public int minSize() {
        return 2;
    }

    /** Gives each of n names one of min(⌊√n⌋, 8) values, so a value may have no tree; facts are shuffled. */
    @Override
    public Instance generate(int size, long seed) {
        requireSize(this, size);
        Random random = SeededRandom.of(seed);
        int values = Math.min((int) Math.sqrt(size), VALUES);
        Map<Integer, List<String>> classes = new TreeMap<>();
        for (String name : Names.draw(size, random)) {
            classes.computeIfAbsent(random.nextInt(values), value -> new ArrayList<>())
                    .add(name);
        }
        List<String> facts = new ArrayList<>(size);
        classes.forEach((value, names) -> {
            facts.add(names.get(random.nextInt(names.size())) + " = " + value);
            span(names, random, facts);
        });
        Collections.shuffle(facts, random);
        return parse(facts);
    }

    /** Adds a random spanning tree: splits the names, joins a member of each side, and so on with both sides. */
    private static void span(List<String> names, Random random, List<String> facts) {
        if (names.size() < 2) {
            return;
        }
        int split = 1 + random.nextInt(names.size() - 1);
        List<String> left = names.subList(0, split);
        List<String> right = names.subList(split, names.size());
        facts.add(left.get(random.nextInt(left.size())) + " ~ " + right.get(random.nextInt(right.size())));
        span(left, random, facts);
        span(right, random, facts);
    }

    /** Reads a question, primitive or not. */
    static Membership read(String text) {
        Matcher parts = QUESTION.read(text);
        if (parts.group(1) == null) {
            return new Membership(Verb.JOINED, parts.group(3), parts.group(4));
        }
        return new Membership(Verb.of(parts.group(1)), parts.group(2), "");
    }

    /** What a question asks for. */
    enum Verb {
        VALUE(false),
        PARENT(false),
        DEPTH(false),
        GIVEN(true),
        NEIGHBOUR(true),
        JOINED(true);

        private final boolean primitive;

        Verb(boolean primitive) {
            this.primitive = primitive;
        }

        boolean primitive() {
            return primitive;
        }

        private static Verb of(String word) {
            return switch (word) {
                case "value" -> VALUE;
                case "parent" -> PARENT;
                case "depth" -> DEPTH;
                case "given" -> GIVEN;
                default -> NEIGHBOUR;
            };
        }
    }

    /** A question: something about a name's place in its tree; only {@link Verb#JOINED} has another name. */
    record Membership(Verb verb, String name, String other) {}
}
