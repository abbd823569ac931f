package io.ida.models.neural;

/**
 * The noise that makes the most likely of what it is added to a sample (Gumbel noise; see Maddison, Tarlow and Minka
 * 2014, "A* sampling"). It depends on the question and the token alone, so it is the same in every batch and process.
 */
final class Noise {
    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    private final long seed;

    Noise(String questionId, int sample) {
        long hash = sample;
        for (int index = 0; index < questionId.length(); index++) {
            hash = mix(hash + questionId.charAt(index));
        }
        seed = hash;
    }

    /** The noise of a token at a place of an answer. */
    double of(int place, int token) {
        long bits = mix(mix(seed + place) + token) >>> 11;
        double uniform = (bits + 0.5) * TWO_TO_MINUS_53;
        return -Math.log(-Math.log(uniform));
    }

    /** The output function of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom generators"). */
    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
