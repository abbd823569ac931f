package io.ida.dataset;

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
 * A file of an export. It is hashed while it is written, and read again for that only where room was left in the beginning.
 * For one thread, but for {@link #force}.
 */
final class ExportFile extends OutputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private int room;
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

    /** Leaves room for what is known only in the end; before anything is written. */
    void leaveRoom(int bytes) throws IOException {
        channel.position(bytes);
        room = bytes;
        written = bytes;
    }

    /** Writes to the room that was left; what is more of it stays zero. Only {@link #flush} may follow. */
    void fillRoom(byte[] bytes) throws IOException {
        if (bytes.length > room) {
            throw new IllegalArgumentException(bytes.length + " bytes do not fit into a room of " + room + ".");
        }
        ByteBuffer front = ByteBuffer.wrap(bytes);
        while (front.hasRemaining()) {
            channel.write(front, front.position());
        }
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

    @Override
    public void flush() throws IOException {
        if (room == 0) {
            digest.update(buffer, 0, buffered);
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, buffered);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        written += buffered;
        buffered = 0;
    }

    /** How many bytes were flushed, with those of the room that was left. */
    long size() {
        return written;
    }

    /** SHA-256 of what was flushed, in hexadecimal. To be asked once, in the end. */
    String hash() throws IOException {
        if (room > 0) {
            digestAll();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void digestAll() throws IOException {
        try (FileChannel all = FileChannel.open(path)) {
            for (int read = all.read(ByteBuffer.wrap(buffer)); read >= 0; read = all.read(ByteBuffer.wrap(buffer))) {
                digest.update(buffer, 0, read);
            }
        }
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
