package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ida.configuration.GivenSettings;
import io.ida.configuration.Permission;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.training.TrainingConfig;
import io.ida.training.TrainingJob;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * The stages on a {@link SecuredCluster}: each role of the {@link AccessTable} is a user of its name, who may do what the
 * table says and nothing else.
 */
final class SecuredPipeline implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<State> ENDED = Set.of(State.ERROR, State.NOT_RUNNING);

    private final Path directory;
    private final SecuredCluster cluster;
    private final Map<String, List<Permission>> table = AccessTable.of(Map.of());

    /** Starts the cluster, and creates topics and schemas as the operator. */
    SecuredPipeline(Path directory) throws Exception {
        this.directory = directory;
        cluster = new SecuredCluster(directory);
        for (Map.Entry<String, List<Permission>> role : table.entrySet()) {
            cluster.addUser(role.getKey());
            cluster.grant(role.getKey(), role.getValue());
        }
        Run applied = command(AccessTable.OPERATOR, "topics", "apply");
        assertThat(applied.code()).as(applied.err()).isZero();
    }

    SecuredCluster cluster() {
        return cluster;
    }

    /** What a role may do. */
    List<Permission> permissions(String role) {
        return table.get(role);
    }

    /** Starts a stage as the user of its name, with an empty state directory. */
    RunningStage start(Stage stage) throws IOException {
        return start(stage, stage.name(), Map.of());
    }

    /** Starts a stage as any user, with an empty state directory. */
    RunningStage start(Stage stage, String user, Map<String, String> more) throws IOException {
        Map<String, String> properties = new HashMap<>(cluster.properties(user));
        properties.put("state.dir", Files.createTempDirectory(directory, user).toString());
        properties.put("assist.model.store", directory.resolve("models").toString());
        properties.putAll(more);
        return RunningStage.start(stage, StageConfig.of(stage, GivenSettings.of(properties)));
    }

    /** The training job, which the caller runs, as the user of its name. */
    TrainingJob trainingJob() {
        Map<String, String> properties = new HashMap<>(cluster.propertiesWithToken(AccessTable.TRAINING));
        properties.put(TrainingConfig.MODEL_STORE, directory.resolve("models").toString());
        return new TrainingJob(TrainingConfig.from(properties));
    }

    /** Starts a stage that fails, and returns what it says. */
    String failure(Stage stage, String user, Map<String, String> more) throws Exception {
        try (RunningStage running = start(stage, user, more)) {
            await().atMost(PATIENCE)
                    .until(() -> ENDED.contains(running.streams().state()));
            running.awaitEnd();
            throw new AssertionError(stage.name() + " ended without a failure");
        } catch (AuthorizationException | IllegalStateException failed) {
            return failed.getMessage();
        }
    }

    /** Runs a command as a user. */
    Run command(String user, String... arguments) throws IOException {
        return command(cluster.properties(user), arguments);
    }

    /** Runs a command with the properties of a user. */
    Run command(Map<String, String> user, String... arguments) throws IOException {
        Path file = Files.createTempFile(directory, "command", ".properties");
        Properties properties = new Properties();
        properties.putAll(user);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return Run.with(
                Map.of(),
                Stream.concat(Stream.of(arguments), Stream.of("--command-config", file.toString()))
                        .toArray(String[]::new));
    }

    /** Asks a question that needs the assistant, of all stages that run, and returns what the command did. */
    Run ask() throws IOException {
        Path facts = Files.writeString(directory.resolve("facts"), "aa -> ab\nab -> ac\nac -> aa\n");
        return command(
                AccessTable.USER,
                "ask",
                "--task",
                "permutation-powering",
                "--context",
                facts.toString(),
                "--depth",
                "1",
                "aa ^ 5");
    }

    @Override
    public void close() {
        cluster.close();
    }
}
