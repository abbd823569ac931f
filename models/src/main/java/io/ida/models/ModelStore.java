package io.ida.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Where checkpoints are kept: a directory or an object store. A checkpoint that is written stays as it is. Safe for use
 * by several threads and processes.
 */
public interface ModelStore {
    /**
     * Writes a checkpoint, all or nothing: whoever opens its location sees the whole of it. Writing the same content
     * again is harmless; other content for the same version gets a location of its own.
     *
     * @param model name of the model: letters, digits, {@code . _ -}, beginning with a letter or digit
     * @param version at least 1
     * @param content writes the checkpoint's bytes
     * @throws IllegalArgumentException if the name or version cannot be stored
     */
    StoredCheckpoint write(String model, int version, Content content) throws IOException;

    /**
     * Opens a checkpoint to read. The caller closes the stream and checks the hash: see {@link CheckpointReading}.
     *
     * @param location relative to the store, as {@link #write} returned it
     * @throws CheckpointException if there is none, or the location leads out of the store
     */
    InputStream open(String location) throws IOException;

    /** The bytes of a checkpoint, as something that writes them. */
    @FunctionalInterface
    interface Content {
        /** Writes all bytes; need not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }
}
