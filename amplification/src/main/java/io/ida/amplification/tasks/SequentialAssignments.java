package io.ida.amplification.tasks;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * A straight-line program over the values 0 to 7 and one binary function f. Facts {@code ab := 3}, {@code ab :=
 * f(cd,ef)} and {@code f(2,5) = 7}; question {@code value ab}; primitive are {@code first ab} (first operand, or the
 * literal), {@code second ab} and {@code f(2,5)}. H asks for the values of both operands in one round.
 */
final class SequentialAssignments implements Task {
    static final int VALUES = 8;

    /** Groups: verb and name, or both arguments of f. */
    static final TextForm QUESTION = new TextForm(
            "(?:(value|first|second) " + Names.GROUP + ")|(?:f\\(([0-7]),([0-7])\\))",
            "a question like 'value ab', 'first ab', 'second ab' or 'f(2,5)', with a name aa to hh and values 0 to 7");

    @Override
    public String name() {
        return "sequential-assignments";
    }

    @Override
    public Instance parse(List<String> facts) {
        Requirements.requireFacts(this, facts);
        return SequentialAssignmentsInstance.parse(facts);
    }

    @Override
    public void checkQuestion(String text) {
        QUESTION.read(text);
    }

    @Override
    public boolean isPrimitive(String text) {
        return QUESTION.matches(text) && !text.startsWith("value ");
    }

    @Override
    public Script script() {
        return SequentialAssignments::answer;
    }

    @Override
    public String hardnessUnit() {
        return "level of dependency";
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
        int[] table = random.ints(VALUES * VALUES, 0, VALUES).toArray();
        List<String> names = Names.draw(size, random);
        int literals = (int) Math.sqrt(size);
        List<String> facts = new ArrayList<>();
        Map<String, Integer> values = new LinkedHashMap<>();
        TreeSet<Integer> used = new TreeSet<>();
        for (int index = 0; index < size; index++) {
            String name = names.get(index);
            if (index < literals) {
                values.put(name, random.nextInt(VALUES));
                facts.add(name + " := " + values.get(name));
            } else {
                String first = names.get(random.nextInt(index));
                String second = names.get(random.nextInt(index));
                int entry = values.get(first) * VALUES + values.get(second);
                used.add(entry);
                values.put(name, table[entry]);
                facts.add(name + " := f(" + first + "," + second + ")");
            }
        }
        used.forEach(entry -> facts.add(application(entry / VALUES, entry % VALUES) + " = " + table[entry]));
        return parse(facts);
    }

    private static String answer(SupervisedQuestion question, Interview interview) {
        String name = QUESTION.read(question.text()).group(2);
        String first = interview.ask("first " + name);
        if (isValue(first)) {
            return first;
        }
        if (!Names.isName(first)) {
            return Assistant.IDK;
        }
        String second = interview.ask("second " + name);
        if (!Names.isName(second)) {
            return Assistant.IDK;
        }
        List<String> operands = interview.ask(SubQuestion.of("value " + first), SubQuestion.of("value " + second));
        if (!operands.stream().allMatch(SequentialAssignments::isValue)) {
            return Assistant.IDK;
        }
        String result = interview.ask(application(operands.get(0), operands.get(1)));
        return isValue(result) ? result : Assistant.IDK;
    }

    static String application(Object first, Object second) {
        return "f(" + first + "," + second + ")";
    }

    private static boolean isValue(String text) {
        return Numerals.isNumeral(text, 0, VALUES - 1);
    }
}
