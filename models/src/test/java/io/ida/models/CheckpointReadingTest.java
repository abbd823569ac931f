package io.ida.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointReadingTest {
    @TempDir
    Path directory;

    private DirectoryModelStore store;
    private StoredCheckpoint stored;
    private int held;

    @BeforeEach
    void write() throws IOException {
        store = new DirectoryModelStore(directory);
        stored = store.write("network", 1, out -> out.write(new byte[1000]));
    }

    @Test
    void whatIsMadeOfAnIntactCheckpointIsTheCallers() throws Exception {
        try (AutoCloseable network =
                CheckpointReading.verified(store, stored.location(), stored.sha256(), this::network)) {
            assertThat(held).isOne();
        }
        assertThat(held).isZero();
    }

    @Test
    void whatIsMadeOfADamagedCheckpointIsClosed() {
        assertThatThrownBy(() -> CheckpointReading.verified(store, stored.location(), "00", this::network))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("damaged");
        assertThat(held).isZero();
    }

    /** Reads some of the checkpoint and holds something that is not in Java's heap. */
    private AutoCloseable network(InputStream in) throws IOException {
        assertThat(in.readNBytes(10)).hasSize(10);
        held++;
        return () -> held--;
    }
}
