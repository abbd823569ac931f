package io.ida.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.ida.amplification.BatchSupervisor;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.Move;
import io.ida.amplification.Situation;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.models.CheckpointException;
import io.ida.models.DirectoryModelStore;
import io.ida.models.StoredCheckpoint;
import io.ida.models.SupervisorLoader;
import io.ida.models.neural.Classroom.Moved;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisorTrainerTest {
    private static final SupervisorConfig POWERS = config("permutation-powering");

    @ParameterizedTest
    @ValueSource(strings = {"sequential-assignments", "wildcard-search", "shortest-path", "union-find"})
    void aTinyNetworkMemorisesAHandfulOfTranscripts(String task) {
        Classroom classroom = new Classroom(StandardTasks.all().get(task), 5);
        List<Demonstration> shown = classroom.demonstrations(12, 8);
        List<Moved> moves = new ArrayList<>();
        shown.forEach(demonstration -> moves.addAll(classroom.moves(demonstration)));
        try (SupervisorTrainer trainer = SupervisorTrainer.create(config(task), 1)) {
            double first = trainer.step(shown);
            double last = first;
            for (int step = 0; step < 120; step++) {
                last = trainer.step(shown);
            }
            assertThat(last).isLessThan(first / 20);
            try (LearnedSupervisor learned = trainer.supervisor("h", 1)) {
                assertThat(learned.next(moves.stream().map(Moved::situation).toList()))
                        .isEqualTo(moves.stream().map(Moved::move).toList());
            }
        }
    }

    @Test
    void trainingGoesOnFromACheckpointAsIfNothingHadHappened() throws IOException {
        Classroom classroom = new Classroom(StandardTasks.all().get("permutation-powering"), 5);
        try (SupervisorTrainer trainer = SupervisorTrainer.create(POWERS, 7)) {
            for (int step = 0; step < 4; step++) {
                trainer.step(classroom.demonstrations(8, 6));
            }
            byte[] checkpoint = checkpoint(trainer);
            try (SupervisorTrainer resumed = SupervisorTrainer.resume(new ByteArrayInputStream(checkpoint))) {
                assertThat(resumed.steps()).isEqualTo(4);
                assertThat(resumed.config()).isEqualTo(POWERS);
                for (int step = 0; step < 4; step++) {
                    List<Demonstration> shown = classroom.demonstrations(8, 6);
                    assertThat(resumed.step(shown)).isEqualTo(trainer.step(shown));
                }
                assertThat(checkpoint(resumed)).isEqualTo(checkpoint(trainer)).isNotEqualTo(checkpoint);
            }
        }
    }

    @Test
    void whatIsReadFromACheckpointMovesAsTheTrainerSays() throws IOException {
        Classroom classroom = new Classroom(StandardTasks.all().get("permutation-powering"), 5);
        List<Situation> situations = new ArrayList<>();
        classroom
                .demonstrations(8, 5)
                .forEach(shown ->
                        classroom.moves(shown).stream().map(Moved::situation).forEach(situations::add));
        try (SupervisorTrainer trainer = SupervisorTrainer.create(POWERS, 7)) {
            for (int step = 0; step < 10; step++) {
                trainer.step(classroom.demonstrations(8, 8));
            }
            byte[] checkpoint = checkpoint(trainer);
            try (LearnedSupervisor now = trainer.supervisor("h", 2);
                    LearnedSupervisor read = LearnedSupervisor.read(new ByteArrayInputStream(checkpoint), "h", 2)) {
                List<Move> moves = now.next(situations);
                assertThat(read.next(situations)).isEqualTo(moves);
                assertThat(read.name()).isEqualTo("learned:h");
                assertThat(read.version()).isEqualTo(2);
                trainer.step(classroom.demonstrations(8, 8));
                assertThat(now.next(situations)).isEqualTo(moves);
            }
        }
    }

    @Test
    void announcedVersionsAreLoadedFromTheStore(@TempDir Path directory) throws IOException {
        DirectoryModelStore store = new DirectoryModelStore(directory);
        SupervisorLoader loader = new SupervisorLoader(store);
        try (SupervisorTrainer trainer = SupervisorTrainer.create(POWERS, 1)) {
            StoredCheckpoint stored = store.write("h", 4, trainer::writeCheckpoint);
            ModelVersion version = version(stored, LearnedSupervisor.ARCHITECTURE);
            try (BatchSupervisor loaded = loader.load(version)) {
                assertThat(loaded.name()).isEqualTo("learned:h");
                assertThat(loaded.version()).isEqualTo(4);
            }
            assertThatThrownBy(() -> loader.load(version(stored, "neural/1")))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("Version 4 of h is no supervisor")
                    .hasMessageContaining("neural/1");
        }
    }

    private static ModelVersion version(StoredCheckpoint stored, String architecture) {
        return new ModelVersion(
                "h",
                4,
                null,
                ModelStatus.PROMOTED,
                architecture,
                stored.location(),
                stored.sha256(),
                1L,
                Map.of(),
                List.of(),
                "",
                Instant.EPOCH);
    }

    @Test
    void demonstrationsThatTheLanguageCannotExpressAreObjectedToAndLeaveNoTrace() throws IOException {
        Demonstration good = powers("cd");
        Demonstration bad = powers("gg");
        Demonstration endless = new Demonstration(
                "ab ^ 5",
                0,
                IntStream.range(0, 20)
                        .mapToObj(round -> Classroom.answered(round, 0, SubQuestion.of("ab ^ 2"), "cd"))
                        .toList(),
                "cd");
        try (SupervisorTrainer trainer = SupervisorTrainer.create(POWERS, 3)) {
            byte[] before = checkpoint(trainer);
            assertThat(trainer.objection(good)).isEmpty();
            assertThat(trainer.objection(bad))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("gg"));
            assertThat(trainer.objection(endless))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("96 are the most"));

            assertThatThrownBy(() -> trainer.step(List.of(good, bad))).isInstanceOf(InvalidTextException.class);

            assertThat(checkpoint(trainer)).isEqualTo(before);
        }
    }

    @Test
    void stepsAndMovesLeaveNoArraysBehind() {
        Classroom classroom = new Classroom(StandardTasks.all().get("permutation-powering"), 5);
        try (NDManager any = Torch.newManager()) {
            int before = any.getParentManager().getManagedArrays().size();
            SupervisorTrainer trainer = SupervisorTrainer.create(POWERS, 1);
            LearnedSupervisor learned = trainer.supervisor("h", 1);
            trainer.step(classroom.demonstrations(8, 4));
            int open = any.getParentManager().getManagedArrays().size();
            for (int step = 0; step < 20; step++) {
                List<Demonstration> shown = classroom.demonstrations(8, 4);
                trainer.step(shown);
                learned.next(classroom.moves(shown.get(0)).stream()
                        .map(Moved::situation)
                        .toList());
            }
            assertThat(any.getParentManager().getManagedArrays()).hasSize(open);
            trainer.close();
            learned.close();
            assertThat(any.getParentManager().getManagedArrays()).hasSize(before);
        }
    }

    @Test
    void aTruncatedCheckpointIsRefused() throws IOException {
        byte[] whole;
        try (SupervisorTrainer trainer = SupervisorTrainer.create(POWERS, 1)) {
            whole = checkpoint(trainer);
        }
        assertRefused(Arrays.copyOf(whole, whole.length - 1), "truncated: it ends in its section secondMoment");
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "goes on after its last section");
        assertRefused(new byte[0], "no header line");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "supervisor/1          | neural/1         | its architecture is 'neural/1', not supervisor/1",
                "\"width\":32          | \"width\":64     | parameters do not fit its config: at place 0",
                "\"width\":32          | \"width\":33     | problem: The width must be a multiple",
                "\"longest\":96        | \"longest\":95   | parameters do not fit its config: at place 1",
                "\"layers\":2          | \"layers\":3     | parameters do not fit its config",
                "{bits:6}\"],          | {beats:6}\"],    | Not a field of a form: '{beats:6}'",
                "\"<end>\"             | \"<stop>\"       | vocabulary do not fit its config: at place 2 they have <stop>",
                "\"steps\":0,          | ``               | header is garbled",
            })
    void aHeaderThatDoesNotFitIsRefusedWithWhatIsWrong(String good, String bad, String complaint) throws IOException {
        byte[] whole;
        try (SupervisorTrainer trainer = SupervisorTrainer.create(POWERS, 1)) {
            whole = checkpoint(trainer);
        }
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        String header = text.substring(0, text.indexOf('\n'));
        assertThat(header)
                .startsWith(
                        "{\"architecture\":\"supervisor/1\",\"config\":{\"language\":{\"task\":\"permutation-powering\"")
                .contains(good);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.writeBytes(header.replace(good, bad).getBytes(StandardCharsets.UTF_8));
        changed.write(whole, header.length(), whole.length - header.length());
        assertRefused(changed.toByteArray(), complaint);
    }

    private static void assertRefused(byte[] checkpoint, String complaint) {
        assertThatThrownBy(() -> LearnedSupervisor.read(new ByteArrayInputStream(checkpoint), "h", 1))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(complaint);
        assertThatThrownBy(() -> SupervisorTrainer.resume(new ByteArrayInputStream(checkpoint)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(complaint);
    }

    private static SupervisorConfig config(String task) {
        return new SupervisorConfig(SupervisorLanguages.of(task), Classroom.TINY, Classroom.QUICK);
    }

    private static Demonstration powers(String answer) {
        return new Demonstration(
                "ab ^ 2",
                0,
                List.of(
                        Classroom.answered(0, 0, SubQuestion.of("ab ^ 1"), "cd"),
                        Classroom.answered(1, 0, SubQuestion.of("cd ^ 1"), "cd")),
                answer);
    }

    private static byte[] checkpoint(SupervisorTrainer trainer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trainer.writeCheckpoint(bytes);
        return bytes.toByteArray();
    }
}
