package io.ida.dataset;

import java.io.Closeable;
import java.io.IOException;

/** Writes rows to a file in some format. The file is not its to close. For one thread. */
interface Shard extends Closeable {
    /** Adds a row as the encoder of the same format made it. */
    void add(EncodedRow row) throws IOException;

    /** Whether the file has as many rows as this format has in one. */
    default boolean isFull() {
        return false;
    }

    /** Completes the file. Nothing can be added after that. */
    void finish() throws IOException;

    /** Lets go of what it has beside the file, without completing it. */
    @Override
    default void close() throws IOException {
        // most have nothing
    }
}
