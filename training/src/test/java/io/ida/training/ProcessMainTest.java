package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.training.iterations.ControllerApp;
import io.ida.training.learning.LearningApp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessMainTest {
    private static final String COMPLETE = """
            bootstrap.servers=localhost:1
            schema.registry.url=http://localhost:1
            run.id=one
            run.task=permutation-powering
            run.size=8
            decompose.max.depth=3
            """;

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    /** A main of the module. */
    private interface Main {
        int run(String... arguments) throws IOException, InterruptedException;
    }

    static Stream<Arguments> mains() {
        return Stream.of(
                Arguments.of("training", (Main) TrainingApp::run, "training.group.di", "training.group.id"),
                Arguments.of("controller", (Main) ControllerApp::run, "run.detph", "run.depth"),
                Arguments.of("controller", (Main) ControllerApp::run, "controller.bach", "controller.batch"),
                Arguments.of("learning", (Main) LearningApp::run, "run.vesions", "run.versions"),
                Arguments.of("learning", (Main) LearningApp::run, "run.student.stesp", "run.student.steps"));
    }

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setErr(standardError);
    }

    @ParameterizedTest
    @MethodSource("mains")
    void aMisspeltKeyIsOneLineThatSaysWhoGaveItAndWhichWasMeant(String name, Main main, String wrong, String meant)
            throws Exception {
        Path file = Files.writeString(directory.resolve("settings"), COMPLETE + wrong + "=5\n");

        assertThat(main.run(file.toString())).isEqualTo(2);
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith(name + ": Unknown key '" + wrong + "'")
                .contains("given by file " + file, "Did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @MethodSource("mains")
    void aFileThatIsNotThereIsOneLine(String name, Main main) throws Exception {
        Path file = directory.resolve("nothing");

        assertThat(main.run(file.toString())).isEqualTo(2);
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith(name + ": cannot read its settings: ")
                .contains(file.toString());
    }

    @ParameterizedTest
    @MethodSource("mains")
    void aMissingSettingIsOneLine(String name, Main main) throws Exception {
        Path file = Files.writeString(directory.resolve("settings"), "schema.registry.url=http://localhost:1\n");

        assertThat(main.run(file.toString())).isEqualTo(2);
        assertThat(lines()).singleElement().asString().startsWith(name + ": ").contains("bootstrap.servers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"controller", "learning"})
    void aTaskThatNobodyKnowsIsOneLine(String name) throws Exception {
        Path file = Files.writeString(
                directory.resolve("settings"), COMPLETE.replace("permutation-powering", "permutation"));
        Main main = name.equals("learning") ? LearningApp::run : ControllerApp::run;

        assertThat(main.run(file.toString())).isEqualTo(2);
        assertThat(lines()).singleElement().asString().startsWith(name + ": ");
    }

    @Test
    void aRunThatCannotGoOnIsOneLine() throws Exception {
        int code = ProcessMain.run("controller", () -> "settings", settings -> {
            throw new RunException("Another controller has taken over run one.", new IOException("fenced"));
        });

        assertThat(code).isEqualTo(1);
        assertThat(lines()).containsExactly("controller: Another controller has taken over run one.");
    }

    private Stream<String> lines() {
        return said.toString(StandardCharsets.UTF_8).lines();
    }
}
