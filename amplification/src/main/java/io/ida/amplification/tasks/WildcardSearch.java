package io.ida.amplification.tasks;

import static io.ida.amplification.tasks.Requirements.require;
import static io.ida.amplification.tasks.Requirements.requireFacts;
import static io.ida.amplification.tasks.Requirements.requireSize;

import io.ida.amplification.Assistant;
import io.ida.amplification.Instance;
import io.ida.amplification.Interview;
import io.ida.amplification.Script;
import io.ida.amplification.SeededRandom;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.SupervisedQuestion;
import io.ida.amplification.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Matcher;

/**
 * Sums over the strings that a pattern matches. Facts {@code abbaba = +1} or {@code = -1}; question {@code a?b??a};
 * answers are whole numbers like {@code 3} or {@code -2}, clipped to ±32, and absent strings count 0. Primitive are
 * patterns without {@code ?}. H splits at the leftmost one.
 */
final class WildcardSearch implements Task {
    static final int LENGTH = 6;
    static final int STRINGS = 1 << LENGTH;

    static final int LIMIT = 32;

    private static final TextForm FACT =
            new TextForm("([ab]{6}) = ([+-]1)", "a fact like 'abbaba = +1', with six letters a or b and +1 or -1");
    private static final TextForm QUESTION =
            new TextForm("[ab?]{6}", "a question like 'a?b??a', with six letters a, b or ?");

    @Override
    public String name() {
        return "wildcard-search";
    }

    @Override
    public Instance parse(List<String> facts) {
        requireFacts(this, facts);
        Map<String, Integer> values = new LinkedHashMap<>();
        for (String fact : facts) {
            Matcher parts = FACT.read(fact);
            require(
                    values.put(parts.group(1), Integer.valueOf(parts.group(2))) == null,
                    "'" + fact + "': " + parts.group(1) + " has a value already.");
        }
        return new WildcardSearchInstance(List.copyOf(facts), values);
    }

    @Override
    public void checkQuestion(String text) {
        QUESTION.read(text);
    }

    @Override
    public boolean isPrimitive(String text) {
        return QUESTION.matches(text) && text.indexOf('?') < 0;
    }

    @Override
    public Script script() {
        return WildcardSearch::answer;
    }

    @Override
    public String hardnessUnit() {
        return "number of wildcards";
    }

    @Override
    public int maxSize() {
        return STRINGS;
    }

    @Override
    public int minSize() {
        return 2;
    }

    @Override
    public Instance generate(int size, long seed) {
        requireSize(this, size);
        Random random = SeededRandom.of(seed);
        List<String> strings = new ArrayList<>(STRINGS);
        for (int index = 0; index < STRINGS; index++) {
            StringBuilder letters = new StringBuilder(LENGTH);
            for (int place = 0; place < LENGTH; place++) {
                letters.append((index >> place & 1) == 0 ? 'a' : 'b');
            }
            strings.add(letters.toString());
        }
        Collections.shuffle(strings, random);
        List<String> facts = new ArrayList<>(size);
        for (String string : strings.subList(0, size)) {
            facts.add(string + (random.nextBoolean() ? " = +1" : " = -1"));
        }
        return parse(facts);
    }

    private static String answer(SupervisedQuestion question, Interview interview) {
        QUESTION.read(question.text());
        String withA = question.text().replaceFirst("\\?", "a");
        String withB = question.text().replaceFirst("\\?", "b");
        List<String> answers = interview.ask(SubQuestion.of(withA), SubQuestion.of(withB));
        OptionalInt sumWithA = Numerals.read(answers.get(0), -LIMIT, LIMIT);
        OptionalInt sumWithB = Numerals.read(answers.get(1), -LIMIT, LIMIT);
        return sumWithA.isPresent() && sumWithB.isPresent()
                ? clipped(sumWithA.getAsInt() + sumWithB.getAsInt())
                : Assistant.IDK;
    }

    /** The text of a sum. */
    static String clipped(int sum) {
        return Integer.toString(Math.max(-LIMIT, Math.min(LIMIT, sum)));
    }
}
