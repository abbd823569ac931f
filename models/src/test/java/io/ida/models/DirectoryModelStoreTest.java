package io.ida.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryModelStoreTest {
    @TempDir
    Path directory;

    private DirectoryModelStore store;

    @BeforeEach
    void makeStore() {
        store = new DirectoryModelStore(directory.resolve("store"));
    }

    @Test
    void whatIsWrittenCanBeOpenedAndHasTheHashOfItsBytes() throws IOException {
        StoredCheckpoint stored = store.write("table", 3, content("abc"));

        assertThat(stored.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(stored.bytes()).isEqualTo(3);
        assertThat(stored.location()).isEqualTo("table/3/" + stored.sha256());
        try (InputStream in = store.open(stored.location())) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
        }
    }

    @Test
    void writingTheSameAgainIsHarmlessAndOtherContentOverwritesNothing() throws IOException {
        StoredCheckpoint first = store.write("table", 1, content("abc"));

        assertThat(store.write("table", 1, content("abc"))).isEqualTo(first);
        assertThat(store.write("table", 1, content("other")).location()).isNotEqualTo(first.location());
        store.open(first.location()).close();
    }

    @Test
    void aWriteThatFailsLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> store.write("table", 1, out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        try (Stream<Path> files = Files.walk(store.root())) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void locationsThatLeadOutOfTheStoreAreRefused() throws IOException {
        Files.writeString(directory.resolve("secret"), "s");

        for (String location : List.of(
                "../secret", "table/../../secret", directory.resolve("secret").toString(), "", "a\0b")) {
            assertThatThrownBy(() -> store.open(location)).isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void aMissingCheckpointIsNamed() {
        assertThatThrownBy(() -> store.open("table/9/none"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("table/9/none");
    }

    @Test
    void namesThatAreNoFileNamesAndVersionZeroAreRefused() {
        for (String model : List.of("", "..", ".hidden", "a/b", "a b", "-")) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.write(model, 1, content("")));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> store.write("table", 0, content("")));
    }

    @Test
    void anAddressIsAPathOrAFileUri() {
        assertThat(DirectoryModelStore.at(directory.toUri().toString()).root()).isEqualTo(directory);
        assertThat(DirectoryModelStore.at(directory.toString()).root()).isEqualTo(directory);
        for (String address : List.of("", "s3://bucket/models", "file:relative")) {
            assertThatIllegalArgumentException().isThrownBy(() -> DirectoryModelStore.at(address));
        }
    }

    private static ModelStore.Content content(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
