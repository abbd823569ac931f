package io.ida.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The header of a regular file in a tar archive, in the format ustar of POSIX: readable by all, of no user and no time. It
 * is filled in place, as a shard has one for each row. For one thread.
 */
final class TarHeader {
    static final int BLOCK_BYTES = 512;
    static final byte[] ZEROS = new byte[BLOCK_BYTES];

    private static final int NAME_BYTES = 100;
    private static final int MODE = 100;
    private static final int USER = 108;
    private static final int GROUP = 116;
    private static final int SIZE = 124;
    private static final int TIME = 136;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;

    private final byte[] block = new byte[BLOCK_BYTES];

    /** The sum of the bytes that are the same in all headers, with spaces in the place of the checksum. */
    private final int constantSum;

    private int nameLength;

    TarHeader() {
        octal(0644, MODE, 7);
        octal(0, USER, 7);
        octal(0, GROUP, 7);
        octal(0, TIME, 11);
        block[TYPE] = '0';
        ascii("ustar\00000", MAGIC);
        ascii("        ", CHECKSUM);
        constantSum = IntStream.range(0, BLOCK_BYTES).map(i -> block[i]).sum();
        block[CHECKSUM + 6] = 0;
    }

    /**
     * The header of a file; the next call overwrites it.
     *
     * @param name of ASCII characters, less than 100
     * @param size in bytes
     */
    byte[] of(CharSequence name, int size) {
        if (name.length() >= NAME_BYTES) {
            throw new IllegalArgumentException("The name " + name + " is too long for a header.");
        }
        Arrays.fill(block, name.length(), Math.max(name.length(), nameLength), (byte) 0);
        nameLength = name.length();
        int sum = constantSum + ascii(name, 0) + octal(size, SIZE, 11);
        octal(sum, CHECKSUM, 6);
        return block;
    }

    /** Puts characters somewhere, and returns their sum. */
    private int ascii(CharSequence text, int at) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            block[at + i] = (byte) character;
            sum += character;
        }
        return sum;
    }

    /** Puts the digits of a number somewhere, and returns the sum of their characters. */
    private int octal(int number, int at, int digits) {
        int sum = 0;
        for (int i = digits - 1, left = number; i >= 0; i--, left >>>= 3) {
            int digit = '0' + (left & 7);
            block[at + i] = (byte) digit;
            sum += digit;
        }
        return sum;
    }
}
