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
 * A file of an export. What is written to it is hashed and given to the system by another thread, a buffer at a time, so that
 * whoever makes the content does not wait for that, and the file is not read again to be hashed. For one thread, but for
 * {@link #force}.
 */
final class ExportFile extends OutputStream {
    private static final int BUFFER_BYTES = 1 << 17;

    private final Path path;
    private final FileChannel channel;
    private final TaskQueue drains;
    private final MessageDigest digest = sha256();
    private final byte[][] buffers;
    private byte[] buffer;
    private int turn;
    private int buffered;
    private long flushed;

    /**
     * Makes the file, or empties it.
     *
     * @param drains hashes and writes what is flushed
     */
    ExportFile(Path path, TaskQueue drains) throws IOException {
        this.path = path;
        this.drains = drains;
        // One more than can be with the other thread is always free.
        buffers = new byte[drains.bound() + 1][];
        takeBuffer();
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
            long left = length;
            while (left > 0) {
                flush();
                int read = from.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(left, BUFFER_BYTES)));
                if (read < 0) {
                    throw new EOFException(other + " ends " + left + " bytes too early.");
                }
                buffered = read;
                left -= read;
            }
        }
    }

    /** Gives the other thread what there is. */
    @Override
    public void flush() throws IOException {
        byte[] bytes = buffer;
        int length = buffered;
        drains.add(() -> drain(bytes, length));
        flushed += length;
        takeBuffer();
    }

    private void takeBuffer() {
        turn = (turn + 1) % buffers.length;
        if (buffers[turn] == null) {
            buffers[turn] = new byte[BUFFER_BYTES];
        }
        buffer = buffers[turn];
        buffered = 0;
    }

    private void drain(byte[] bytes, int length) throws IOException {
        digest.update(bytes, 0, length);
        ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /** Flushes, and waits until the other thread is done with it. */
    void finish() throws IOException {
        flush();
        drains.finish();
    }

    /** How many bytes were flushed. */
    long size() {
        return flushed;
    }

    /** SHA-256 of the finished file, in hexadecimal. To be asked once. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Waits until what the other thread is done with is on disk. Safe for use by another thread than the one that writes. */
    void force() throws IOException {
        channel.force(true);
    }

    /** Leaves what was not flushed. To be called when the other thread has nothing more of it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
