package io.ida.amplification.tasks;

import io.ida.amplification.Assistant;
import io.ida.amplification.Instance;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.tasks.PermutationPowering.Power;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One permutation.
 *
 * @param images the image of each name
 * @param bits how many bits exponents of the universe have at most
 */
record PermutationPoweringInstance(List<String> facts, Map<String, String> images, int bits) implements Instance {
    @Override
    public String environmentAnswer(String primitive, int sample) {
        Power power = PermutationPowering.read(primitive);
        if (power.exponent() > 1) {
            throw new InvalidTextException(
                    "'" + primitive + "' is not primitive: the environment knows exponents 0 and 1.");
        }
        String image = images.getOrDefault(power.name(), Assistant.IDK);
        return power.exponent() == 1 || image.equals(Assistant.IDK) ? image : power.name();
    }

    @Override
    public List<String> questions() {
        List<String> questions = new ArrayList<>();
        for (String name : images.keySet()) {
            for (int exponent = 2; exponent < 1 << bits; exponent++) {
                questions.add(name + " ^ " + exponent);
            }
        }
        return questions;
    }

    /** Draws the exponent's leading bit uniformly and the lower bits at random, so that small exponents are common. */
    @Override
    public String sampleQuestion(RandomGenerator random) {
        List<String> names = List.copyOf(images.keySet());
        int leading = 1 << random.nextInt(1, bits);
        return names.get(random.nextInt(names.size())) + " ^ " + (leading + random.nextInt(leading));
    }

    /** One of the names. */
    @Override
    public String randomAnswer(String question, RandomGenerator random) {
        List<String> names = List.copyOf(images.keySet());
        return names.get(random.nextInt(names.size()));
    }

    /** Repeated squaring of the whole permutation. */
    @Override
    public String solve(String question) {
        Power power = PermutationPowering.read(question);
        if (!images.containsKey(power.name())) {
            return Assistant.IDK;
        }
        String name = power.name();
        Map<String, String> square = images;
        for (int exponent = power.exponent(); exponent > 0; exponent /= 2) {
            if (exponent % 2 == 1) {
                name = square.get(name);
            }
            square = squared(square);
        }
        return name;
    }

    @Override
    public boolean isCorrect(String question, String answer) {
        return solve(question).equals(answer);
    }

    /** The exponent. */
    @Override
    public int hardness(String question) {
        return PermutationPowering.read(question).exponent();
    }

    /** How often the exponent can be halved before it is 1: ⌊log2 k⌋. */
    @Override
    public int neededDepth(String question) {
        Power power = PermutationPowering.read(question);
        return power.exponent() < 2 || !images.containsKey(power.name())
                ? 0
                : Integer.SIZE - 1 - Integer.numberOfLeadingZeros(power.exponent());
    }

    private static Map<String, String> squared(Map<String, String> permutation) {
        Map<String, String> square = new HashMap<>();
        permutation.forEach((name, image) -> square.put(name, permutation.get(image)));
        return square;
    }
}
