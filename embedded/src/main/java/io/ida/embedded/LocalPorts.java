package io.ida.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback interface. */
final class LocalPorts {
    static final String LOOPBACK = "127.0.0.1";

    private LocalPorts() {}

    /** Different free ports. Another process may take one before the caller binds it, so be ready to ask again. */
    static List<Integer> free(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK)));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(LocalPorts::release);
        }
    }

    static boolean isTaken(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(LOOPBACK, port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Reports a fixed port that another process listens on. */
    static LocalServiceException taken(String service, int port, Throwable cause) {
        return new LocalServiceException(
                "The " + service + " cannot listen on " + LOOPBACK + ":" + port
                        + " because the port is taken. Stop what uses it, or choose another port (0 takes a free one).",
                cause);
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
