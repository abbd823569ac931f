package io.ida.models;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A directory of checkpoints: {@code <model>/<version>/<sha256>}. The hash in the name keeps a job that was replaced
 * from overwriting what its successor announced.
 */
public final class DirectoryModelStore implements ModelStore {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Path root;

    /**
     * @param root the directory; made on the first write
     */
    public DirectoryModelStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * The store at an address.
     *
     * @param address a {@code file:} URI or a path
     * @throws IllegalArgumentException if it is neither
     */
    public static DirectoryModelStore at(String address) {
        if (address.isBlank()) {
            throw new IllegalArgumentException("The model store needs an address: a path or a file: URI.");
        }
        try {
            if (address.startsWith("file:")) {
                return new DirectoryModelStore(Path.of(URI.create(address)));
            }
            if (address.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
                throw new IllegalArgumentException("only paths and file: URIs are supported");
            }
            return new DirectoryModelStore(Path.of(address));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a model store: '" + address + "': " + e.getMessage(), e);
        }
    }

    /** The directory, absolute. */
    public Path root() {
        return root;
    }

    @Override
    public StoredCheckpoint write(String model, int version, Content content) throws IOException {
        if (!NAME.matcher(model).matches()) {
            throw new IllegalArgumentException("A model's name has letters, digits and . _ - and begins with a letter"
                    + " or digit; '" + model + "' does not.");
        }
        if (version < 1) {
            throw new IllegalArgumentException("Checkpoints have versions from 1, not " + version + ".");
        }
        Path directory = root.resolve(model).resolve(Integer.toString(version));
        Files.createDirectories(directory);
        Path temporary = directory.resolve(".writing-" + UUID.randomUUID());
        try {
            StoredCheckpoint stored = fill(temporary, model + "/" + version + "/", content);
            Files.move(temporary, directory.resolve(stored.sha256()), StandardCopyOption.ATOMIC_MOVE);
            sync(directory);
            return stored;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public InputStream open(String location) throws IOException {
        Path file;
        try {
            file = root.resolve(location).normalize();
        } catch (InvalidPathException e) {
            throw new CheckpointException("Not a location in the model store: '" + location + "'.", e);
        }
        if (location.isEmpty() || Path.of(location).isAbsolute() || !file.startsWith(root)) {
            throw new CheckpointException("The location '" + location + "' leads out of the model store " + root + ".");
        }
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException("There is no checkpoint '" + location + "' in the model store " + root
                    + ". Do all processes use the same store?");
        }
        return Files.newInputStream(file);
    }

    private static StoredCheckpoint fill(Path file, String folder, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            DigestOutputStream hashed =
                    new DigestOutputStream(Channels.newOutputStream(channel), CheckpointHash.digest());
            OutputStream out = new BufferedOutputStream(hashed, 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
            String sha256 = CheckpointHash.hex(hashed.getMessageDigest());
            return new StoredCheckpoint(folder + sha256, sha256, channel.size());
        }
    }

    /** Makes the rename itself durable. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
