package io.ida.amplification.tasks;

import static io.ida.amplification.tasks.Requirements.require;
import static io.ida.amplification.tasks.Requirements.requireFacts;
import static io.ida.amplification.tasks.Requirements.requireSize;

import io.ida.amplification.Assistant;
import io.ida.amplification.Instance;
import io.ida.amplification.Interview;
import io.ida.amplification.Script;
import io.ida.amplification.SeededRandom;
import io.ida.amplification.SupervisedQuestion;
import io.ida.amplification.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Powers of a permutation. Facts {@code ab -> cd}; question {@code ab ^ 13}, where exponents go up to 2^30; primitive
 * are the exponents 0 and 1. H halves the exponent.
 */
final class PermutationPowering implements Task {
    static final int MAX_EXPONENT = 1 << 30;

    private static final TextForm FACT =
            new TextForm(Names.GROUP + " -> " + Names.GROUP, "a fact like 'ab -> cd', with names aa to hh");
    private static final TextForm QUESTION = new TextForm(
            Names.GROUP + " \\^ (0|[1-9][0-9]*)",
            "a question like 'ab ^ 13', with a name aa to hh and an exponent 0 to " + MAX_EXPONENT);

    private final int bits;

    /** @param bits number of bits that exponents of {@link Instance#questions} have at most, 2 to 30 */
    PermutationPowering(int bits) {
        if (bits < 2 || bits > 30) {
            throw new IllegalArgumentException("Exponents must have 2 to 30 bits, not " + bits + ".");
        }
        this.bits = bits;
    }

    @Override
    public String name() {
        return "permutation-powering";
    }

    @Override
    public Instance parse(List<String> facts) {
        requireFacts(this, facts);
        Map<String, String> images = new LinkedHashMap<>();
        Set<String> reached = new HashSet<>();
        for (String fact : facts) {
            Matcher parts = FACT.read(fact);
            require(
                    images.put(parts.group(1), parts.group(2)) == null,
                    "'" + fact + "': " + parts.group(1) + " has an image already.");
            require(
                    reached.add(parts.group(2)),
                    "'" + fact + "': " + parts.group(2) + " is the image of another name already.");
        }
        reached.removeAll(images.keySet());
        require(reached.isEmpty(), "No fact says what the image of " + String.join(", ", reached) + " is.");
        return new PermutationPoweringInstance(List.copyOf(facts), images, bits);
    }

    @Override
    public void checkQuestion(String text) {
        read(text);
    }

    @Override
    public boolean isPrimitive(String text) {
        return QUESTION.matches(text) && (text.endsWith("^ 0") || text.endsWith("^ 1"));
    }

    @Override
    public Script script() {
        return PermutationPowering::answer;
    }

    @Override
    public String hardnessUnit() {
        return "exponent";
    }

    @Override
    public int maxSize() {
        return Names.COUNT;
    }

    @Override
    public int minSize() {
        return 2;
    }

    @Override
    public Instance generate(int size, long seed) {
        requireSize(this, size);
        Random random = SeededRandom.of(seed);
        List<String> names = Names.draw(size, random);
        List<String> images = new ArrayList<>(names);
        Collections.shuffle(images, random);
        List<String> facts = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            facts.add(names.get(index) + " -> " + images.get(index));
        }
        return parse(facts);
    }

    private static String answer(SupervisedQuestion question, Interview interview) {
        Power power = read(question.text());
        int half = power.exponent() / 2;
        String halfway = interview.ask(power.name() + " ^ " + half);
        if (!Names.isName(halfway)) {
            return Assistant.IDK;
        }
        String result = interview.ask(halfway + " ^ " + half);
        if (!Names.isName(result)) {
            return Assistant.IDK;
        }
        if (power.exponent() % 2 == 1) {
            result = interview.ask(result + " ^ 1");
        }
        return Names.isName(result) ? result : Assistant.IDK;
    }

    /** Reads a question, primitive or not. */
    static Power read(String text) {
        Matcher parts = QUESTION.read(text);
        int exponent = Numerals.read(parts.group(2), 0, MAX_EXPONENT).orElseThrow(() -> QUESTION.invalid(text));
        return new Power(parts.group(1), exponent);
    }

    /** A question: a power of the permutation, applied to a name. */
    record Power(String name, int exponent) {}
}
