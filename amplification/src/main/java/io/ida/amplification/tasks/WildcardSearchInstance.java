package io.ida.amplification.tasks;

import io.ida.amplification.Instance;
import io.ida.amplification.InvalidTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Some strings and their values.
 *
 * @param values +1 or -1 for each string that has a value
 */
record WildcardSearchInstance(List<String> facts, Map<String, Integer> values) implements Instance {
    private static final WildcardSearch TASK = new WildcardSearch();
    private static final char[] LETTERS = {'a', 'b', '?'};

    @Override
    public String environmentAnswer(String primitive, int sample) {
        if (!TASK.isPrimitive(primitive)) {
            throw new InvalidTextException("'" + primitive
                    + "' is not primitive: the environment knows single strings of six letters a or b.");
        }
        return Integer.toString(values.getOrDefault(primitive, 0));
    }

    @Override
    public List<String> questions() {
        List<String> patterns = List.of("");
        for (int place = 0; place < WildcardSearch.LENGTH; place++) {
            List<String> longer = new ArrayList<>(patterns.size() * LETTERS.length);
            for (String pattern : patterns) {
                for (char letter : LETTERS) {
                    longer.add(pattern + letter);
                }
            }
            patterns = longer;
        }
        return patterns.stream().filter(pattern -> hardness(pattern) > 0).toList();
    }

    /** Draws the number of wildcards uniformly from 1 to 6, then their places and the letters between. */
    @Override
    public String sampleQuestion(RandomGenerator random) {
        int wildcards = random.nextInt(1, WildcardSearch.LENGTH + 1);
        StringBuilder pattern = new StringBuilder(WildcardSearch.LENGTH);
        for (int place = 0; place < WildcardSearch.LENGTH; place++) {
            boolean wildcard = random.nextInt(WildcardSearch.LENGTH - place) < wildcards;
            pattern.append(wildcard ? '?' : LETTERS[random.nextInt(2)]);
            wildcards -= wildcard ? 1 : 0;
        }
        return pattern.toString();
    }

    /** A sum that so many wildcards could come to. */
    @Override
    public String randomAnswer(String question, RandomGenerator random) {
        int most = Math.min(1 << hardness(question), WildcardSearch.LIMIT);
        return Integer.toString(random.nextInt(-most, most + 1));
    }

    @Override
    public String solve(String question) {
        TASK.checkQuestion(question);
        int sum = values.entrySet().stream()
                .filter(entry -> matches(question, entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return WildcardSearch.clipped(sum);
    }

    @Override
    public boolean isCorrect(String question, String answer) {
        return solve(question).equals(answer);
    }

    /** The number of wildcards. */
    @Override
    public int hardness(String question) {
        TASK.checkQuestion(question);
        return (int) question.chars().filter(letter -> letter == '?').count();
    }

    /** The number of wildcards: each level resolves one. */
    @Override
    public int neededDepth(String question) {
        return hardness(question);
    }

    private static boolean matches(String pattern, String string) {
        for (int place = 0; place < WildcardSearch.LENGTH; place++) {
            if (pattern.charAt(place) != '?' && pattern.charAt(place) != string.charAt(place)) {
                return false;
            }
        }
        return true;
    }
}
