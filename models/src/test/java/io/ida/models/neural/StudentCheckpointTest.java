package io.ida.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.amplification.Assistant;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.models.AssistantLoader;
import io.ida.models.CheckpointException;
import io.ida.models.DirectoryModelStore;
import io.ida.models.StoredCheckpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentCheckpointTest {
    private static final String TASK = "permutation-powering";
    private static final List<Lesson> LESSONS = Schoolbook.lessons(TASK, 8, 4, 5, 1);
    private static final List<Question> QUESTIONS = Schoolbook.questions(TASK, LESSONS);

    @TempDir
    Path directory;

    private StudentTrainer trainer;
    private byte[] checkpoint;

    @BeforeEach
    void train() throws IOException {
        trainer = StudentTrainer.create(Schoolbook.tiny(TASK), 1);
        for (int step = 0; step < 10; step++) {
            trainer.step(LESSONS);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trainer.writeCheckpoint(bytes);
        checkpoint = bytes.toByteArray();
    }

    @AfterEach
    void closeTrainer() {
        trainer.close();
    }

    @Test
    void theTeacherIsServedAsItWasTrained() throws Exception {
        DirectoryModelStore store = new DirectoryModelStore(directory);
        StoredCheckpoint stored = store.write("neural", 1, trainer::writeCheckpoint);
        try (NeuralAssistant teacher = trainer.teacher(Decoding.SAMPLED);
                Assistant served = new AssistantLoader(store).load(version(stored))) {
            assertThat(served.immediate()).isFalse();
            assertThat(served.answer(QUESTIONS)).isEqualTo(teacher.answer(QUESTIONS));
        }
    }

    @Test
    void theFirstLineSaysWhatItIs() {
        assertThat(header())
                .startsWith(
                        "{\"architecture\":\"neural/1\",\"config\":{\"language\":{\"task\":\"permutation-powering\"")
                .contains("\"steps\":10")
                .contains("{\"name\":\"facts.in.weight\",\"shape\":[32,64]}");
    }

    @Test
    void aTruncatedOneIsRefusedWithTheSectionInWhichItEnds() {
        int section = (checkpoint.length - header().length() - 1) / 4;
        assertRefused(
                Arrays.copyOf(checkpoint, checkpoint.length - 1), "truncated: it ends in its section secondMoment");
        assertRefused(Arrays.copyOf(checkpoint, checkpoint.length - 2 * section - 4), "ends in its section student");
        assertRefused(Arrays.copyOf(checkpoint, checkpoint.length - 3 * section - 4), "ends in its section teacher");
        assertRefused(Arrays.copyOf(checkpoint, 100), "no header line");
        assertRefused(new byte[0], "no header line");
    }

    @Test
    void oneThatGoesOnIsRefused() {
        assertRefused(Arrays.copyOf(checkpoint, checkpoint.length + 1), "goes on after its last section");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "neural/1        | neural/2          | its architecture is 'neural/2', not neural/1",
                "\"width\":32    | \"width\":64      | parameters do not fit its config: at place 0",
                "\"width\":32    | \"width\":33      | problem: The width must be a multiple",
                "\"width\":32,   | ``                | config is garbled",
                "\"FIXED\"       | \"RANDOM\"        | config is garbled",
                "{bits:6}        | {bits:7}          | parameters do not fit its config: at place",
                "{bits:6}        | {beats:6}         | Not a field of a form: '{beats:6}'",
                "\"name ab\"     | \"name zz\"       | vocabulary do not fit its config: at place 2 they have name zz",
                "[32,64]         | [64,32]           | parameters do not fit its config: at place 1",
                "[\"teacher\",   | [                 | sections do not fit its config: at place 0 they have student",
                "\"steps\":10,   | ``                | header is garbled",
                "\"steps\":10     | \"steps\":ten      | header is garbled",
            })
    void aHeaderThatDoesNotFitIsRefusedWithWhatIsWrong(String good, String bad, String complaint) {
        String header = header();
        assertThat(header).contains(good);
        assertRefused(withHeader(header.replace(good, bad)), complaint);
    }

    @Test
    void aNumberThatIsNotFiniteIsRefused() {
        byte[] damaged = checkpoint.clone();
        int first = header().length() + 1;
        Arrays.fill(damaged, first, first + 4, (byte) 0xff);

        assertRefused(damaged, "section teacher has a number that is not finite");
    }

    private static void assertRefused(byte[] checkpoint, String complaint) {
        assertThatThrownBy(() -> NeuralAssistant.read(new ByteArrayInputStream(checkpoint)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(complaint);
        assertThatThrownBy(() -> StudentTrainer.resume(new ByteArrayInputStream(checkpoint)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(complaint);
    }

    private String header() {
        String text = new String(checkpoint, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf('\n'));
    }

    private byte[] withHeader(String header) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        bytes.write(checkpoint, header().length(), checkpoint.length - header().length());
        return bytes.toByteArray();
    }

    private static ModelVersion version(StoredCheckpoint stored) {
        return new ModelVersion(
                "neural",
                1,
                null,
                ModelStatus.PROMOTED,
                NeuralAssistant.ARCHITECTURE,
                stored.location(),
                stored.sha256(),
                1L,
                Map.of(),
                List.of(),
                "",
                Instant.EPOCH);
    }
}
