package io.ida.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of an export. It is hashed while it is written, not read again for that. For one thread, but for {@link #force}.
 */
final class ExportFile extends OutputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long written;

    /** Makes the file, or empties it. */
    ExportFile(Path path) throws IOException {
        this.path = path;
        channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** A file beside it, for what a format must have whole before it can write the first byte. */
    Path scratch() {
        return path.resolveSibling(path.getFileName() + ".scratch");
    }

    @Override
    public void write(int value) throws IOException {
        if (buffered == BUFFER_BYTES) {
            flush();
        }
        buffer[buffered++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (buffered == BUFFER_BYTES) {
                flush();
            }
            int part = Math.min(length - done, BUFFER_BYTES - buffered);
            System.arraycopy(bytes, from + done, buffer, buffered, part);
            buffered += part;
            done += part;
        }
    }

    /**
     * Writes the beginning of another file.
     *
     * @param length in bytes
     */
    void copy(Path other, long length) throws IOException {
        try (FileChannel from = FileChannel.open(other)) {
            for (long left = length; left > 0; left -= buffered) {
                flush();
                buffered = from.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(left, BUFFER_BYTES)));
                if (buffered < 0) {
                    throw new EOFException(other + " ends " + left + " bytes too early.");
                }
            }
        }
    }

    @Override
    public void flush() throws IOException {
        digest.update(buffer, 0, buffered);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, buffered);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        written += buffered;
        buffered = 0;
    }

    /** How many bytes were flushed. */
    long size() {
        return written;
    }

    /** SHA-256 of what was flushed, in hexadecimal. To be asked once, in the end. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Waits until what was flushed is on disk. Safe for use by another thread than the one that writes. */
    void force() throws IOException {
        channel.force(true);
    }

    /** Leaves what was not flushed. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
