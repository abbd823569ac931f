package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(directory.resolve("cluster.properties"), """
                bootstrap.servers=broker:9092
                schema.registry.url=http://me:hunter2@registry:8081
                sasl.jaas.config=org.example.Module required password="hunter2";
                decompose.max.depth=5
                decompose.max.rounds=5
                decompose.max.asks=5
                assist.batch.size=7
                """);
    }

    @Test
    void everySettingIsShownWithWhoGaveItAndWithoutSecrets() {
        Run run = config(
                Map.of(
                        "IDA_DECOMPOSE_MAX_ROUNDS",
                        "6",
                        "KAFKA_DECOMPOSE_MAX_ASKS",
                        "6",
                        "KAFKA_NUM_STREAM_THREADS",
                        "2"),
                "stage",
                "decompose",
                "--property",
                "decompose.max.asks=7");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(rows(run))
                .contains(
                        "bootstrap.servers broker:9092 file " + file,
                        "schema.registry.url http://********@registry:8081 file " + file,
                        "sasl.jaas.config ******** file " + file,
                        "decompose.max.depth 5 file " + file,
                        "decompose.max.rounds 6 environment IDA_DECOMPOSE_MAX_ROUNDS",
                        "decompose.max.asks 7 flag",
                        "num.stream.threads 2 environment KAFKA_NUM_STREAM_THREADS",
                        "application.id ida-decompose default",
                        "processing.guarantee exactly_once_v2 default")
                .noneMatch(row -> row.startsWith("assist.batch.size"));
        assertThat(run.out() + run.err()).doesNotContain("hunter2");
    }

    @Test
    void theTrainingJobIsConfiguredTheSameWay() {
        Run run = config(Map.of("IDA_MODEL_STORE", "/models"), "train");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(rows(run))
                .contains(
                        "model.store /models environment IDA_MODEL_STORE",
                        "topic.prefix ida. default",
                        "training.group.id ida.training default");
    }

    @Test
    void whatTheTrainingJobSetsForItsClientsIsShown() {
        Run run = config(
                Map.of("IDA_MODEL_STORE", "/models", "IDA_TOPIC_PREFIX", "my."),
                "train",
                "--property=max.poll.records=7",
                "--property=consumer.auto.offset.reset=latest");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(rows(run))
                .contains(
                        "training.group.id my.training default",
                        "consumer.session.timeout.ms 10000 default",
                        "consumer.auto.offset.reset none, in the group earliest fixed",
                        "producer.transaction.timeout.ms 30000 default",
                        "max.poll.records 7 flag")
                .noneMatch(row -> row.startsWith("consumer.max.poll.records"));
    }

    @Test
    void whatMustBeGivenAndIsNotIsShownAsMissing() {
        Run stage = Run.of("config", "stage", "assist");
        Run train = Run.of("config", "train");

        assertThat(stage.code()).as(stage.err()).isZero();
        assertThat(rows(stage))
                .contains(
                        "bootstrap.servers (missing) nobody",
                        "schema.registry.url (missing) nobody",
                        "assist.model.store (missing) nobody",
                        "assist.batch.size 64 default",
                        "commit.interval.ms 25 default");
        assertThat(train.code()).as(train.err()).isZero();
        assertThat(rows(train)).contains("bootstrap.servers (missing) nobody", "model.store (missing) nobody");
    }

    @Test
    void aKeyWithoutThePrefixOfItsClientTakesTheDefaultAway() {
        Run run = config(Map.of(), "stage", "decompose", "--property=session.timeout.ms=45000");

        assertThat(rows(run))
                .contains("session.timeout.ms 45000 flag")
                .noneMatch(row -> row.startsWith("consumer.session.timeout.ms"));
    }

    @Test
    void aMisspeltKeyIsWrongUsageWhoeverGaveIt() {
        Run variable = config(Map.of("IDA_ASSIST_BACH_SIZE", "3"), "stage", "decompose");
        Run flag = Run.with(Map.of(), "models", "list", "--property", "decompose.max.dept=3");

        assertThat(variable.code()).isEqualTo(2);
        assertThat(variable.err()).contains("environment IDA_ASSIST_BACH_SIZE", "Did you mean 'assist.batch.size'?");
        assertThat(flag.code()).isEqualTo(2);
        assertThat(flag.err()).contains("given by flag", "Did you mean 'decompose.max.depth'?");
    }

    @Test
    void aWrongValueIsWrongUsage() {
        Run run = config(Map.of("IDA_DECOMPOSE_MAX_DEPTH", "deep"), "stage", "decompose");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("decompose.max.depth", "deep");
    }

    private Run config(Map<String, String> environment, String... arguments) {
        return Run.with(
                environment,
                Stream.concat(Stream.of("config", "--command-config", file.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static List<String> rows(Run run) {
        return run.lines().stream()
                .map(line -> line.strip().replaceAll(" {2,}", " "))
                .toList();
    }
}
