package io.ida.amplification.tasks;

import static io.ida.amplification.tasks.Requirements.require;

import io.ida.amplification.Assistant;
import io.ida.amplification.Instance;
import io.ida.amplification.InvalidTextException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;

/**
 * One program.
 *
 * @param literals the value of each name that is assigned a literal
 * @param operands both operands of each other name
 * @param table the value of each application of f that the facts give, by its text
 * @param results what each name comes to; only the solver uses it
 */
record SequentialAssignmentsInstance(
        List<String> facts,
        Map<String, Integer> literals,
        Map<String, Operands> operands,
        Map<String, Integer> table,
        Map<String, Result> results)
        implements Instance {
    private static final TextForm FACT = new TextForm(
            Names.GROUP + " := (?:([0-7])|f\\(" + Names.GROUP + "," + Names.GROUP
                    + "\\))|(f\\([0-7],[0-7]\\)) = ([0-7])",
            "a fact like 'ab := 3', 'ab := f(cd,ef)' or 'f(2,5) = 7', with names aa to hh and values 0 to 7");

    static SequentialAssignmentsInstance parse(List<String> facts) {
        Map<String, Integer> literals = new LinkedHashMap<>();
        Map<String, Operands> operands = new LinkedHashMap<>();
        Map<String, Integer> table = new LinkedHashMap<>();
        Map<String, Result> results = new LinkedHashMap<>();
        for (String fact : facts) {
            Matcher parts = FACT.read(fact);
            String name = parts.group(1);
            if (name == null) {
                require(
                        table.put(parts.group(5), Integer.valueOf(parts.group(6))) == null,
                        "'" + fact + "': " + parts.group(5) + " has a value already.");
                continue;
            }
            require(
                    !literals.containsKey(name) && !operands.containsKey(name),
                    "'" + fact + "': " + name + " is assigned already.");
            if (parts.group(2) == null) {
                operands.put(name, new Operands(parts.group(3), parts.group(4)));
            } else {
                literals.put(name, Integer.valueOf(parts.group(2)));
            }
        }
        require(!literals.isEmpty() || !operands.isEmpty(), "No fact assigns a name.");
        Evaluation evaluation = new Evaluation(literals, operands, table, new HashMap<>());
        literals.keySet().forEach(name -> results.put(name, evaluation.of(name)));
        operands.keySet().forEach(name -> results.put(name, evaluation.of(name)));
        return new SequentialAssignmentsInstance(List.copyOf(facts), literals, operands, table, results);
    }

    @Override
    public String environmentAnswer(String primitive, int sample) {
        Matcher parts = SequentialAssignments.QUESTION.read(primitive);
        String verb = parts.group(1);
        if (verb == null) {
            return text(table.get(primitive));
        }
        Operands pair = operands.get(parts.group(2));
        return switch (verb) {
            case "first" -> pair == null ? text(literals.get(parts.group(2))) : pair.first();
            case "second" -> pair == null ? Assistant.IDK : pair.second();
            default ->
                throw new InvalidTextException("'" + primitive
                        + "' is not primitive: the environment knows 'first ab', 'second ab' and 'f(2,5)'.");
        };
    }

    @Override
    public List<String> questions() {
        return results.keySet().stream().map(name -> "value " + name).toList();
    }

    /** One of the values that there are. */
    @Override
    public String randomAnswer(String question, RandomGenerator random) {
        return Integer.toString(random.nextInt(SequentialAssignments.VALUES));
    }

    @Override
    public String solve(String question) {
        Matcher parts = SequentialAssignments.QUESTION.read(question);
        if (!"value".equals(parts.group(1))) {
            return environmentAnswer(question, 0);
        }
        Result result = results.get(parts.group(2));
        return text(result == null ? null : result.value());
    }

    @Override
    public boolean isCorrect(String question, String answer) {
        return solve(question).equals(answer);
    }

    /** The levels of dependency: 0 for a literal and for primitives, else one more than the deeper operand. */
    @Override
    public int hardness(String question) {
        Matcher parts = SequentialAssignments.QUESTION.read(question);
        Result result = "value".equals(parts.group(1)) ? results.get(parts.group(2)) : null;
        return result == null ? 0 : result.level();
    }

    /** One more than the levels of dependency: a literal takes one level, too. */
    @Override
    public int neededDepth(String question) {
        Matcher parts = SequentialAssignments.QUESTION.read(question);
        boolean asksValue = "value".equals(parts.group(1)) && results.containsKey(parts.group(2));
        return asksValue ? 1 + results.get(parts.group(2)).level() : 0;
    }

    private static String text(Integer value) {
        return value == null ? Assistant.IDK : value.toString();
    }

    /** What a name is computed from. */
    record Operands(String first, String second) {}

    /** What a name comes to. */
    record Result(int value, int level) {}

    /**
     * Evaluates names, whatever the order of the facts.
     *
     * @param done results so far; a name under evaluation has null
     */
    private record Evaluation(
            Map<String, Integer> literals,
            Map<String, Operands> operands,
            Map<String, Integer> table,
            Map<String, Result> done) {
        /** Recursion is at most as deep as there are names: 64. */
        Result of(String name) {
            if (done.containsKey(name)) {
                require(done.get(name) != null, "The value of " + name + " depends on itself.");
                return done.get(name);
            }
            done.put(name, null);
            Result result = literals.containsKey(name) ? new Result(literals.get(name), 0) : applied(name);
            done.put(name, result);
            return result;
        }

        private Result applied(String name) {
            Operands pair = operands.get(name);
            require(pair != null, "No fact assigns " + name + ", but others use it.");
            Result first = of(pair.first());
            Result second = of(pair.second());
            String application = SequentialAssignments.application(first.value(), second.value());
            require(table.containsKey(application), "No fact gives " + application + ", but " + name + " needs it.");
            return new Result(table.get(application), 1 + Math.max(first.level(), second.level()));
        }
    }
}
