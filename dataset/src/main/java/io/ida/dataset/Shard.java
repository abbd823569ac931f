package io.ida.dataset;

import java.io.Closeable;
import java.io.IOException;

/** A file that is being written. For one thread. */
interface Shard extends Closeable {
    /**
     * Adds what the format makes of a row.
     *
     * @return the number of samples that it made, 0 if the format has no use for the row
     */
    int add(Row row) throws IOException;

    /** Completes the file. Nothing can be added after that. */
    void finish() throws IOException;

    /** Lets go of what is open, without completing the file. */
    @Override
    void close() throws IOException;
}
