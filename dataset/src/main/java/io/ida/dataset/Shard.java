package io.ida.dataset;

import java.io.Closeable;
import java.io.IOException;

/** Writes rows to a file in some format. The file is not its to close. For one thread. */
interface Shard extends Closeable {
    /**
     * Adds what the format makes of a row.
     *
     * @return the number of samples that it made, 0 if the format has no use for the row
     */
    int add(Row row) throws IOException;

    /** Completes the file. Nothing can be added after that. */
    void finish() throws IOException;

    /** Lets go of what it has beside the file, without completing it. */
    @Override
    default void close() throws IOException {
        // most have nothing
    }
}
