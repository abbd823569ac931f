package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.training.TrainingListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    private static final String DEFAULT_DATA = "ida.data";

    private final String before = System.getProperty(DEFAULT_DATA);

    @TempDir
    private Path data;

    @BeforeEach
    void useTheDirectoryByDefault() {
        System.setProperty(DEFAULT_DATA, data.toString());
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(DEFAULT_DATA);
        } else {
            System.setProperty(DEFAULT_DATA, before);
        }
    }

    @Test
    void aRunWithoutAClusterIsKeptOnARunningPipelineOfTheDefaultDirectory() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + broker.getLocalPort();
            new AddressFile(data).write(Map.of("bootstrap.servers", address));

            assertThat(kept())
                    .hasValueSatisfying(connection ->
                            assertThat(connection.properties()).containsEntry("bootstrap.servers", address));
        }
    }

    @Test
    void aRunIsKeptNowhereWithoutAClusterAndARunningPipeline() {
        assertThat(kept()).isEmpty();
    }

    private static Optional<Connection> kept() {
        return Connection.kept(
                new ClusterOptions(Map.of()), Ida.commandLine(Map.of()).getCommandSpec(), TrainingListener.NONE);
    }
}
