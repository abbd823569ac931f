package io.ida.bench;

/** Checks the numbers of options. */
final class AtLeast {
    private AtLeast() {}

    /** @throws IllegalArgumentException if a number is too small */
    static void require(int least, int number, String what) {
        if (number < least) {
            throw new IllegalArgumentException(
                    "The number of " + what + " is at least " + least + ", not " + number + ".");
        }
    }
}
