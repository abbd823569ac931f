package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressFileTest {
    @TempDir
    private Path directory;

    @Test
    void aDeadAddressFileIsNoRunningPipeline() {
        AddressFile addresses = new AddressFile(directory);
        addresses.write(Map.of("bootstrap.servers", "127.0.0.1:1"));

        assertThat(addresses.alive()).isEmpty();
    }

    @Test
    void aPipelineThatDoesNotStartLeavesTheAddressesOfTheRunningOne() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> addresses = Map.of("bootstrap.servers", "127.0.0.1:" + broker.getLocalPort());
            AddressFile running = new AddressFile(directory);
            running.write(addresses);

            assertThatThrownBy(() -> EmbeddedPipeline.start(
                            begun -> {
                                throw new IllegalStateException("The data directory is in use.");
                            },
                            new AddressFile(directory)::delete,
                            () -> {}))
                    .hasMessage("The data directory is in use.");
            assertThat(new AddressFile(directory).alive()).contains(addresses);

            running.delete();
            assertThat(new AddressFile(directory).alive()).isEmpty();
        }
    }
}
