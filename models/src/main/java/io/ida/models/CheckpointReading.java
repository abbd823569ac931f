package io.ida.models;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;

/** Reads a checkpoint in one pass and checks its hash on the way. */
public final class CheckpointReading {
    private CheckpointReading() {}

    /** Makes something of a checkpoint's bytes. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads the bytes; need not close the stream.
         *
         * @throws CheckpointException if they are not what the reader understands
         */
        T read(InputStream in) throws IOException;
    }

    /**
     * What the reader makes of the checkpoint, if that is intact. If not, what was made is closed if it can be: a network
     * is not in Java's heap, and nobody else would free it.
     *
     * @param sha256 the hash it must have, in hexadecimal
     * @throws CheckpointException if the checkpoint is missing, has another hash, or is not what the reader understands
     */
    public static <T> T verified(ModelStore store, String location, String sha256, Reader<T> reader)
            throws IOException {
        try (DigestInputStream in = new DigestInputStream(store.open(location), CheckpointHash.digest())) {
            T value = null;
            CheckpointException garbled = null;
            try {
                value = reader.read(new Uncloseable(in));
            } catch (CheckpointException e) {
                garbled = e;
            }
            try {
                requireHash(in, location, sha256, garbled);
            } catch (IOException damaged) {
                discard(value, damaged);
                throw damaged;
            }
            if (garbled != null) {
                throw new CheckpointException("Checkpoint " + location + ": " + garbled.getMessage(), garbled);
            }
            return value;
        }
    }

    private static void requireHash(DigestInputStream in, String location, String sha256, CheckpointException garbled)
            throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        String actual = CheckpointHash.hex(in.getMessageDigest());
        if (!actual.equalsIgnoreCase(sha256)) {
            throw new CheckpointException(
                    "Checkpoint " + location + " is damaged: its SHA-256 is " + actual + ", expected " + sha256 + ".",
                    garbled);
        }
    }

    private static void discard(Object value, IOException damaged) {
        if (value instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                damaged.addSuppressed(e);
            }
        }
    }

    /** Keeps readers from closing what is still to be hashed. */
    private static final class Uncloseable extends FilterInputStream {
        Uncloseable(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the caller closes
        }
    }
}
