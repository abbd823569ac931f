package io.ida.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.amplification.Assistant;
import io.ida.amplification.ContextIds;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssistantLoaderTest {
    private static final List<String> FACTS = List.of("ab -> cd", "cd -> ab");
    private static final String CONTEXT = ContextIds.of(FACTS);

    @TempDir
    Path directory;

    private DirectoryModelStore store;
    private AssistantLoader loader;

    @BeforeEach
    void makeLoader() {
        store = new DirectoryModelStore(directory);
        loader = new AssistantLoader(store);
    }

    @Test
    void versionZeroOfAnyModelNeedsNoCheckpointAndKnowsNothing() throws Exception {
        try (Assistant assistant = loader.load(version(0, "", "", ""))) {
            assertThat(assistant.immediate()).isTrue();
            assertThat(assistant.answer(List.of(question(CONTEXT, "ab ^ 2"))))
                    .containsExactly(Assistant.Reply.answered("idk"));
        }
    }

    @Test
    void aTableAnswersWhatItWasTaughtAboutThatContextInTheOrderOfTheBatch() throws Exception {
        StoredCheckpoint stored = stored();
        try (Assistant assistant = loader.load(version(1, "table/1", stored.location(), stored.sha256()))) {
            assertThat(assistant.answer(List.of(
                            question(CONTEXT, "ab ^ 3"),
                            question(CONTEXT, "ab ^ 2"),
                            question("", "ab ^ 2"),
                            question("other", "ab ^ 2"))))
                    .extracting(Assistant.Reply::text)
                    .containsExactly("idk", "ab", "ab", "idk");
        }
    }

    @Test
    void anUnknownArchitectureIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> loader.load(version(1, "oracle/7", "l", "s")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("oracle/7")
                .hasMessageContaining("table/1");
    }

    @Test
    void anotherHashThanAnnouncedIsRefused() throws IOException {
        StoredCheckpoint stored = stored();

        assertThatThrownBy(() -> loader.load(version(1, "table/1", stored.location(), "00")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(stored.sha256())
                .hasMessageContaining("damaged");
    }

    @Test
    void aFileThatIsNoTableIsRefusedWithItsLocation() throws IOException {
        StoredCheckpoint stored = store.write("table", 1, out -> out.write(new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> loader.load(version(1, "table/1", stored.location(), stored.sha256())))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(stored.location())
                .hasMessageContaining("line 1");
    }

    private StoredCheckpoint stored() throws IOException {
        return store.write(
                "table", 1, out -> TableCheckpoint.write(List.of(new TableRow(CONTEXT, "ab ^ 2", "ab", 0, "r")), out));
    }

    private static ModelVersion version(int version, String architecture, String location, String sha256) {
        return new ModelVersion(
                "table",
                version,
                null,
                ModelStatus.PROMOTED,
                architecture,
                location,
                sha256,
                1L,
                Map.of(),
                List.of(),
                "",
                Instant.EPOCH);
    }

    private static Question question(String contextId, String text) {
        return new Question(
                "q",
                "q",
                null,
                "",
                "permutation-powering",
                text,
                new Context(contextId, FACTS),
                0,
                0,
                "scripted",
                new AssistantPin("table", null),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
    }
}
