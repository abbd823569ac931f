package io.ida.cli;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ida.configuration.MissingAccessException;
import io.ida.configuration.Permission;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.training.TrainingJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With any one of its permissions missing, a process fails, and says which. */
@Tag("long")
class MinimalAccessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    /** What makes every stage keep state that is not gone at the next commit: calls under way, spot checks under way. */
    private static final Map<String, String> STATEFUL = Map.of("assist.delay.ms", "1", "distill.spot.check.share", "1");

    private static SecuredPipeline pipeline;
    private static int users;

    /** Leaves a question in all topics, which every stage works on again under another application id. */
    @BeforeAll
    static void start() throws Exception {
        pipeline = new SecuredPipeline(directory);
        List<RunningStage> running = new ArrayList<>();
        try {
            for (Stage stage : Stages.ALL) {
                running.add(pipeline.start(stage));
            }
            assertThat(pipeline.ask().out()).contains("aa ^ 5 = ");
        } finally {
            running.forEach(RunningStage::close);
        }
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    static Stream<Arguments> stagesAndTheirPermissions() {
        Map<String, List<Permission>> table = AccessTable.of(STATEFUL);
        return Stages.ALL.stream()
                .flatMap(stage -> table.get(stage.name()).stream()
                        .map(permission -> Arguments.of(stage.name(), permission.words())));
    }

    @ParameterizedTest(name = "{0} without {1}")
    @MethodSource("stagesAndTheirPermissions")
    void withoutOneOfItsPermissionsAStageFailsWithAClearError(String name, String words) throws Exception {
        Stage stage = Stages.ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        String user = name + "-" + ++users;
        Map<String, String> properties = new HashMap<>(STATEFUL);
        properties.put("application.id", user);
        List<Permission> permissions = AccessTable.of(properties).get(name);
        int index = words(AccessTable.of(STATEFUL).get(name)).indexOf(words);
        Permission missing = permissions.get(index);
        pipeline.cluster().addUser(user);
        pipeline.cluster().grant(user, permissions);
        if (isOfOwnTopics(missing) && missing.operation() == READ) {
            keepState(stage, user, properties);
        }
        pipeline.cluster().revoke(user, missing);

        String failure = pipeline.failure(stage, user, properties);

        if (isOfOwnTopics(missing)) {
            assertThat(failure).contains(user + "-").contains("./ida acls list " + name);
        } else {
            assertThat(failure).startsWith(name + " is not allowed: " + missing.words() + ".");
        }
    }

    static List<String> permissionsOfTheTrainingJob() {
        return words(AccessTable.of(Map.of()).get(AccessTable.TRAINING));
    }

    @ParameterizedTest(name = "training without {0}")
    @MethodSource("permissionsOfTheTrainingJob")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void withoutOneOfItsPermissionsTheTrainingJobFailsWithAClearError(String words) throws Exception {
        List<Permission> permissions = pipeline.permissions(AccessTable.TRAINING);
        Permission missing = permissions.get(words(permissions).indexOf(words));
        pipeline.cluster().revoke(AccessTable.TRAINING, missing);
        try (TrainingJob job = pipeline.trainingJob()) {
            assertThatThrownBy(job::run)
                    .isInstanceOf(MissingAccessException.class)
                    .hasMessageStartingWith("training is not allowed: " + words + ".");
        } finally {
            pipeline.cluster().grant(AccessTable.TRAINING, List.of(missing));
        }
    }

    /** Lets a stage run until it has state that the next start must restore. */
    private static void keepState(Stage stage, String user, Map<String, String> properties) throws Exception {
        try (RunningStage running = pipeline.start(stage, user, properties)) {
            await().atMost(PATIENCE).until(() -> pipeline.cluster().records(user + "-") > 0);
        }
    }

    private static boolean isOfOwnTopics(Permission permission) {
        return permission.resource().resourceType() == ResourceType.TOPIC
                && permission.resource().patternType() == PatternType.PREFIXED;
    }

    private static List<String> words(List<Permission> permissions) {
        return permissions.stream().map(Permission::words).toList();
    }
}
