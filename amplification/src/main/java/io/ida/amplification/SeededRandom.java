package io.ida.amplification;

import java.util.List;
import java.util.Random;

/** Random choices that repeat on every platform. */
public final class SeededRandom {
    private SeededRandom() {}

    /** A generator whose first draws differ even between neighbouring seeds. */
    public static Random of(long seed) {
        return new Random(mix(seed));
    }

    /** A generator of its own for each text. */
    public static Random of(String seed) {
        long hash = seed.length();
        for (int index = 0; index < seed.length(); index++) {
            hash = mix(hash + seed.charAt(index));
        }
        return new Random(hash);
    }

    /**
     * One choice of the environment.
     *
     * @return the same index below {@code bound} for the same facts, text and sample
     */
    public static int choose(int bound, List<String> facts, String text, int sample) {
        // hashCode of List and String is specified, so it is the same in every process.
        long hash = mix(mix(mix(facts.hashCode()) + text.hashCode()) + sample);
        return (int) Long.remainderUnsigned(hash, bound);
    }

    /** The output function of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom generators"). */
    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
