package io.ida.cli;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.configuration.Permission;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.training.TrainingJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline on a cluster that wants TLS, passwords and permission; see {@link MinimalAccessIT} for the whole table. */
class SecurityIT {
    private static final List<String> OF_USER = List.of(
            "results --from-beginning --timeout-ms 500",
            "traces --from-beginning --timeout-ms 500",
            "traces --rejected --from-beginning --timeout-ms 500",
            "traces export --format jsonl --out EXPORT");

    private static final List<String> OF_RUN = List.of(
            "amplify --run secured --size 4 --iterations 1",
            "evaluate --model table-secured --task permutation-powering --size 4 --questions 4");

    private static final List<String> OF_OPERATOR = List.of(
            "topics plan",
            "models list",
            "models promote --model table-secured --version 1",
            "dead-letters list",
            "dead-letters redrive",
            "traces withdraw --root 00000000-0000-0000-0000-000000000000 --reason test",
            "stage reset distill --to-latest --execute");

    @TempDir
    static Path directory;

    private static SecuredPipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        pipeline = new SecuredPipeline(directory);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void everyRoleCanDoWhatItIsForWithWhatTheTableSays() throws Exception {
        List<RunningStage> running = new ArrayList<>();
        try (TrainingJob training = pipeline.trainingJob()) {
            for (Stage stage : Stages.ALL) {
                running.add(pipeline.start(stage));
            }
            Thread trainer = new Thread(training, "training");
            trainer.start();

            Run asked = pipeline.ask();
            assertThat(asked.err()).doesNotContain("not allowed", "Not authorized");
            assertThat(asked.out()).as(asked.err()).contains("aa ^ 5 = ", "(supervisor scripted", "(assistant table");

            assertAllowed(AccessTable.RUN, OF_RUN);
            assertAllowed(AccessTable.USER, OF_USER);
            lagOfAllStagesIsSeenBy(AccessTable.SCALER);
        } finally {
            running.forEach(RunningStage::close);
        }
        assertAllowed(AccessTable.OPERATOR, OF_OPERATOR);
    }

    /** One after the other. */
    private static void assertAllowed(String role, List<String> commands) throws IOException {
        for (String command : commands) {
            String[] arguments = command.replace(
                            "EXPORT", directory.resolve("export").toString())
                    .split(" ");
            Run run = pipeline.command(role, arguments);
            assertThat(run.code()).as(role + ": " + command + ": " + run.err()).isZero();
        }
    }

    @Test
    void aStageThatMayNotDoWhatItNeedsSaysSoAtItsStart() throws Exception {
        Stage distill = DistillApp.STAGE;
        Permission writing = permission("distill", "WRITE topic ida.traces");
        pipeline.cluster().revoke("distill", writing);
        try {
            assertThat(pipeline.failure(distill, "distill", Map.of()))
                    .isEqualTo("distill is not allowed: WRITE topic ida.traces."
                            + " './ida acls list distill' shows all that it needs.");
        } finally {
            pipeline.cluster().grant("distill", List.of(writing));
        }
    }

    @Test
    void aWrongPasswordIsAClearErrorThatDoesNotRepeatIt() throws Exception {
        Map<String, String> user = pipeline.cluster().properties("user");
        user.compute("sasl.jaas.config", (key, login) -> login.replace("password-of-user", "hunter2"));

        Run run = pipeline.command(user, "results", "--from-beginning");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("Authentication failed").doesNotContain("hunter2");
    }

    @Test
    void theRegistryTakesATokenInThePlaceOfAPassword() throws Exception {
        Run run = pipeline.command(pipeline.cluster().propertiesWithToken("operator"), "topics", "apply");

        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void whoTheRegistryDoesNotKnowIsToldSo() throws Exception {
        Map<String, String> operator = pipeline.cluster().properties("operator");
        operator.put("basic.auth.user.info", "somebody:hunter2");

        Run run = pipeline.command(operator, "topics", "apply");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("Unauthorized").doesNotContain("hunter2");
    }

    /** Asks what KEDA asks: how far a group has read, and where its topics end. */
    private static void lagOfAllStagesIsSeenBy(String role) throws Exception {
        try (Admin admin = new Clients(pipeline.cluster().properties(role)).admin()) {
            for (Stage stage : Stages.ALL) {
                String group = "ida-" + stage.name();
                Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                assertThat(read).as(group).isNotEmpty();
                admin.listOffsets(read.keySet().stream().collect(toMap(identity(), partition -> OffsetSpec.latest())))
                        .all()
                        .get();
            }
        }
    }

    private static Permission permission(String role, String words) {
        return pipeline.permissions(role).stream()
                .filter(permission -> permission.words().equals(words))
                .findFirst()
                .orElseThrow();
    }
}
