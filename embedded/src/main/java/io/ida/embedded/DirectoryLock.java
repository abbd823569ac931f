package io.ida.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a data directory for one broker. Kafka has a lock of its own, but takes it late in its start and reports it
 * badly; this one is taken first and names the process that holds it. The operating system releases it with the process.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "ida.lock";

    /**
     * What this process holds. It must be known without opening the lock file: on POSIX systems a process that closes any
     * channel of a file loses all its locks on that file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock acquire(Path directory) {
        try {
            Path real = Files.createDirectories(directory).toRealPath();
            if (!HELD.add(real)) {
                throw inUse(real, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return new DirectoryLock(real, lock(real));
            } catch (IOException | RuntimeException e) {
                HELD.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw new LocalServiceException(
                    "The data directory " + directory.toAbsolutePath() + " cannot be used: " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(directory);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(directory, content(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String content(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        return StandardCharsets.US_ASCII.decode(pid.flip()).toString();
    }

    private static LocalServiceException inUse(Path directory, String process) {
        return new LocalServiceException("The data directory " + directory + " is in use by another broker (process "
                + process + "). Stop it, or choose another directory.");
    }
}
