package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ida.training.iterations.IterationReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no-such-command",
                "topics",
                "topics plan --no-such-option",
                "dead-letters",
                "dead-letters redrive --offset 3",
                "dead-letters show --partition 0",
                "config",
                "config stage no-such-stage",
                "acls",
                "acls list nobody",
                "acls print decompose",
                "models",
                "models rollback",
                "models rollback --model x --to -1",
                "models promote --model x",
                "bench",
                "bench assist --width 30",
                "bench assist --entry nowhere",
                "bench train --round-contexts 3",
                "bench faults --minutes 0",
                "bench faults --property num.stream.threads=2",
                "bench scaling --property num.stream.threads=2",
                "bench backlog --property num.stream.threads=2",
                "bench export --property max.poll.records=2",
                "bench export --format jsonl,stepwise",
                "bench export --partitions 0",
                "stage",
                "stage decompose",
                "stage reset",
                "stage reset decompose --bootstrap-server localhost:1 --schema-registry http://localhost:1",
                "stage reset decompose --to-latest --to-earliest --bootstrap-server localhost:1"
                        + " --schema-registry http://localhost:1",
                "stage reset decompose --to-latest",
                "stage decompose --bootstrap-server localhost:1",
                "stage no-such-stage --bootstrap-server localhost:1 --schema-registry http://localhost:1",
                "train --bootstrap-server localhost:1 --schema-registry http://localhost:1",
                "up --bootstrap-server localhost:1",
                "up --port x",
                "up --port -5",
                "up --port 65536",
                "up --registry-port -1",
                "up --monitoring-port 65536",
                "train --bootstrap-server localhost:1 --schema-registry http://localhost:1 --model-store m"
                        + " --property monitoring.port=65536",
                "amplify --size 1",
                "amplify --size many",
                "amplify --task no-such-task",
                "amplify --iterations 0",
                "amplify --depth 0",
                "amplify --contexts 0",
                "amplify --run a/b",
                "amplify --run first",
                "amplify --learner neural --run first",
                "amplify --learner neural --supervisor-error 1.5",
                "amplify --learner neural --supervisor-error -0.1",
                "amplify --learner neural --supervisor-error NaN",
                "amplify --learner neural --exponent-bits 1",
                "amplify --learner neural --from-size 1",
                "amplify --learner neural --task union-find --exponent-bits 3",
                "amplify --learner neural --supervisor scripted --demonstrations 9",
                "amplify --learner neural --supervised --baseline",
                "amplify --output xml",
                "amplify --bootstrap-server localhost:1",
                "evaluate",
                "evaluate --model m --task no-such-task",
                "evaluate --model m --task permutation-powering --size 1",
                "evaluate --model m --task permutation-powering --versions 3..1",
                "evaluate --model m --task permutation-powering --contexts 0",
                "evaluate --model m --task permutation-powering --threshold 1.5",
                "evaluate --model m --task permutation-powering --part train",
                "evaluate --model m --task permutation-powering --supervisor nobody:1",
                "evaluate --model m --task permutation-powering --beside other=/no/such/file",
                "evaluate --model m --task union-find --exponent-bits 3",
                "results --limit x",
                "results --limit -1",
                "traces --timeout-ms -1",
                "generate-completion --no-such-option",
                "publish",
                "publish /no/such/file",
                "ask",
                "ask --task permutation-powering --context /no/such/file --depth 1 text"
            })
    void wrongUsageIsReportedOnStandardErrorWithExitCode2(String arguments) {
        Run run = Run.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--help");
    }

    @ParameterizedTest
    @CsvSource({
        "--supervisor-error 0.1, --supervisor-error, neural, table",
        "--supervised, --supervised, neural, table",
        "--learner table --steps 5, --steps, neural, table",
        "--plot p, --plot, neural, table",
        "--learner neural --iterations 2, --iterations, table, neural",
        "--depth 2 --learner neural, --depth, table, neural",
        "--learner neural --contexts 1, --contexts, table, neural"
    })
    void anOptionOfTheOtherLearnerIsRefused(String arguments, String option, String its, String chosen) {
        Run run = Run.of(("amplify " + arguments).split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(option + " is an option of --learner " + its + ", not of --learner " + chosen);
    }

    @Test
    void everyGroupOfOptionsOfAmplifyBelongsToALearner() {
        var groups = Ida.commandLine()
                .getSubcommands()
                .get("amplify")
                .getCommandSpec()
                .argGroups();

        assertThat(groups).extracting(Learner::of).containsExactly(Learner.values());
    }

    @Test
    void everyCommandHasHelp() {
        assertHelp(Ida.commandLine(), "");
    }

    private static void assertHelp(CommandLine command, String path) {
        for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
            String full = (path + " " + sub.getKey()).strip();
            Run run = Run.of((full + " --help").split(" "));
            assertThat(run.code()).as(full).isZero();
            assertThat(run.out()).as(full).startsWith("Usage: ida " + full);
            assertThat(run.err()).as(full).isEmpty();
            assertHelp(sub.getValue(), full);
        }
    }

    @Test
    void completionIsGeneratedForTheShell() {
        Run run = Run.of("generate-completion");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("complete -F _complete_ida", "permutation-powering", "decompose");
    }

    @Test
    void bashLoadsTheCompletionAndCompletesCommandsAndValues() throws IOException, InterruptedException {
        Path script = Files.writeString(
                directory.resolve("completion"), Run.of("generate-completion").out());
        String complete = "source '" + script + "'\n"
                + "complete() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _complete_ida; echo \"${COMPREPLY[@]}\"; }\n"
                + "complete ida am\ncomplete ida stage d\ncomplete ida amplify --task p\n";
        Process bash = new ProcessBuilder("bash", "--norc", "-c", complete)
                .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt says that nobody has pressed a key
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip))
                .containsExactly("amplify", "decompose distill", "permutation-powering");
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void aRunEndsWithoutComplaintWhenNobodyReadsItsReports() {
        PrintWriter closed = new PrintWriter(new BufferedWriter(Writer.nullWriter()));
        closed.close();
        PrintWriter err = new PrintWriter(Writer.nullWriter());
        IterationReport report = new IterationReport(1, 0, 2, 2, 2, 1.0, 3, 0.5);

        try (IterationReports reports = new IterationReports(closed, err, true)) {
            assertThatExceptionOfType(OutputClosedException.class)
                    .isThrownBy(() -> reports.reportFinished(report))
                    .satisfies(thrown -> assertThat(Failures.report(thrown, Ida.commandLine()))
                            .isEqualTo(Ida.OK));
        }
    }

    @Test
    void clusterOptionsAreTakenBeforeAndAfterTheCommand() {
        assertThat(Run.of("--bootstrap-server", "localhost:1", "stage", "assist")
                        .err())
                .contains("Missing --schema-registry");
        assertThat(Run.of("stage", "--bootstrap-server", "localhost:1", "assist")
                        .err())
                .contains("Missing --schema-registry");
    }

    @Test
    void addressesAreTakenFromTheCommandConfig() throws IOException {
        Path config = Files.writeString(directory.resolve("client.properties"), "bootstrap.servers=localhost:1\n");

        assertThat(Run.of("stage", "assist", "--command-config", config.toString())
                        .err())
                .contains("Missing --schema-registry");
        assertThat(Run.of("stage", "assist", "--command-config", config + ".missing")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void commandsThatNeedAClusterSayHowToGetOne() {
        Run run = Run.of("topics", "plan", "--data", directory.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--bootstrap-server", "./ida up");
    }

    @Test
    void aDeadLetterThatIsNamedIsNotChosenAmongOthers() {
        Run run = Run.of("dead-letters", "redrive", "--partition", "0", "--offset", "3", "--stage", "assist");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--offset names one letter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traces export --format jsonl --out",
                "evaluate --model m --task permutation-powering --plot",
                "amplify --learner neural --plot"
            })
    void aFileWhereADirectoryIsToBeWrittenIsRefusedBeforeTheWork(String command) throws IOException {
        Path file = Files.writeString(directory.resolve("rows.jsonl"), "");

        for (Path wrong : List.of(file, file.resolve("below").resolve("it"))) {
            Run run = Run.of((command + " " + wrong).split(" "));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains(wrong + " is no place to write to: " + file + " is no directory.");
        }
    }

    @Test
    void aFileThatIsNotInUtf8IsSaidToBeSo() throws IOException {
        Path latin = Files.write(directory.resolve("latin"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Run.of("publish", latin.toString()))
                .isEqualTo(new Run(1, "", "publish: The text is not in UTF-8. Convert it, for example with iconv.\n"));
        assertThat(Run.of("ask", "--task", "union-find", "--context", latin.toString(), "--depth", "1", "text")
                        .err())
                .contains(latin + " cannot be read: The text is not in UTF-8.");
    }

    @Test
    void aQuestionThatDoesNotParseIsNotAsked() throws IOException {
        Path facts = Files.writeString(directory.resolve("facts"), "aa -> ab\nab -> aa\n");

        Run run = Run.of(
                "ask", "--task", "permutation-powering", "--context", facts.toString(), "--depth", "1", "aa squared");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("aa squared", "ab ^ 13");
    }
}
