package io.ida.dataset;

import java.nio.charset.StandardCharsets;

/**
 * The header of a regular file in a tar archive, in the format ustar of POSIX: readable by all, of no user and no time. It
 * is filled in place, as a shard has three of them for each row. For one thread.
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

    TarHeader() {
        octal(0644, MODE, 7);
        octal(0, USER, 7);
        octal(0, GROUP, 7);
        octal(0, TIME, 11);
        block[TYPE] = '0';
        ascii("ustar\00000", MAGIC);
    }

    /**
     * The header of a file; the next call overwrites it.
     *
     * @param name of ASCII characters, less than 100
     * @param size in bytes
     */
    byte[] of(String name, int size) {
        if (name.length() >= NAME_BYTES) {
            throw new IllegalArgumentException("The name " + name + " is too long for a header.");
        }
        System.arraycopy(ZEROS, 0, block, 0, NAME_BYTES);
        ascii(name, 0);
        octal(size, SIZE, 11);
        // The checksum is that of a header with spaces in its place.
        ascii("        ", CHECKSUM);
        int sum = 0;
        for (byte each : block) {
            sum += each;
        }
        octal(sum, CHECKSUM, 6);
        block[CHECKSUM + 6] = 0;
        return block;
    }

    private void ascii(String text, int at) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, block, at, text.length());
    }

    private void octal(int number, int at, int digits) {
        for (int i = digits - 1, left = number; i >= 0; i--, left >>>= 3) {
            block[at + i] = (byte) ('0' + (left & 7));
        }
    }
}
