package io.ida.amplification.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The 64 names {@code aa} to {@code hh}. */
final class Names {
    /** A regular expression for one name, as a group. */
    static final String GROUP = "([a-h]{2})";

    /** How many there are. */
    static final int COUNT = 64;

    private static final int LETTERS = 8;

    private Names() {}

    /** Whether a text is a name. */
    static boolean isName(String text) {
        return text.length() == 2 && isLetter(text.charAt(0)) && isLetter(text.charAt(1));
    }

    /** Different names in random order. */
    static List<String> draw(int count, Random random) {
        List<String> names = new ArrayList<>(COUNT);
        for (int index = 0; index < COUNT; index++) {
            names.add("" + (char) ('a' + index / LETTERS) + (char) ('a' + index % LETTERS));
        }
        Collections.shuffle(names, random);
        return new ArrayList<>(names.subList(0, count));
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character < 'a' + LETTERS;
    }
}
