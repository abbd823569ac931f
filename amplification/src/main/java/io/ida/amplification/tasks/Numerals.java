package io.ida.amplification.tasks;

import java.util.OptionalInt;

/** Whole numbers in the one text form that answers have: no plus sign, no leading zeros. */
final class Numerals {
    private static final int LONGEST = 11;

    private Numerals() {}

    /** The number a text stands for; empty if it is none or lies outside the bounds. */
    static OptionalInt read(String text, int smallest, int largest) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return OptionalInt.empty();
        }
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
        boolean canonical = Long.toString(number).equals(text);
        return canonical && number >= smallest && number <= largest
                ? OptionalInt.of((int) number)
                : OptionalInt.empty();
    }

    static boolean isNumeral(String text, int smallest, int largest) {
        return read(text, smallest, largest).isPresent();
    }
}
