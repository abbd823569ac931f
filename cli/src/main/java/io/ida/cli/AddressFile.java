package io.ida.cli;

import io.ida.configuration.ClusterKeys;
import io.ida.configuration.GivenSettings;
import io.ida.training.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The file in a data directory by which other commands find a running {@code ./ida up}. Safe for use by several threads. */
final class AddressFile {
    private static final String NAME = "ida.address";
    private static final String PROCESS = "process.id";
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private final Path file;
    private boolean written;

    AddressFile(Path dataDirectory) {
        file = dataDirectory.resolve(NAME);
    }

    /** Writes the addresses of this process. */
    synchronized void write(Map<String, String> client) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(PROCESS, Long.toString(ProcessHandle.current().pid()));
        Path temporary = file.resolveSibling(NAME + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(temporary)) {
                properties.store(writer, "A running ./ida up");
            }
            written = true;
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the file if this wrote it: what another process wrote stays. */
    synchronized void delete() {
        try {
            if (written) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client properties of the process that wrote the file; empty if it does not live or does not listen. */
    Optional<Map<String, String>> alive() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Map<String, String> properties =
                    GivenSettings.read(Optional.of(file), Map.of(), Map.of()).values();
            long process = new Settings(properties).number(PROCESS, -1);
            boolean lives =
                    ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
            if (!lives || !listens(properties.get(ClusterKeys.BOOTSTRAP_SERVERS))) {
                return Optional.empty();
            }
            properties.remove(PROCESS);
            return Optional.of(properties);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean listens(String address) {
        if (address == null || address.lastIndexOf(':') < 0) {
            return false;
        }
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            int port = Integer.parseInt(address.substring(colon + 1));
            socket.connect(new InetSocketAddress(address.substring(0, colon), port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
