package io.ida.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes in memory that can be added to, and changed where they are. For one thread at a time. */
final class Bytes extends ByteArrayOutputStream {
    private static final int FIRST_CAPACITY = 1 << 16;

    Bytes() {
        super(FIRST_CAPACITY);
    }

    /** What is there from some place on, to be changed before anything is added; numbers are little-endian. */
    ByteBuffer at(int from) {
        return ByteBuffer.wrap(buf, from, count - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    void writeTo(OutputStream out, int from, int to) throws IOException {
        out.write(buf, from, to - from);
    }
}
