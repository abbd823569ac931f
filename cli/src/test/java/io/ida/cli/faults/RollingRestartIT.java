package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.synthesize.SynthesizeApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of every stage, one a static member of its group, are stopped and started again one after another. */
@Tag("long")
class RollingRestartIT {
    private static final List<Stage> STAGES =
            List.of(DecomposeApp.STAGE, AssistApp.STAGE, SynthesizeApp.STAGE, DistillApp.STAGE);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final int QUESTIONS = 400;

    @TempDir
    private Path directory;

    private final List<Instance> instances = new ArrayList<>();

    /** One of two instances of a stage. */
    private record Instance(Stage stage, int number, RunningStage running) {}

    @Test
    void nothingIsLostOrRepeatedAndStoppedInstancesLeaveUnlessTheyAreStaticMembers() throws Exception {
        Workload workload = new Workload("rolling", QUESTIONS);
        try (Cluster cluster = Cluster.start(directory);
                Admin admin = Admin.create(cluster.kafkaProperties());
                Outcome outcome = new Outcome(cluster, workload)) {
            try {
                for (Stage stage : STAGES) {
                    instances.add(start(cluster, stage, 1));
                    instances.add(start(cluster, stage, 2));
                }
                awaitRunning();
                for (int restart = 0; restart < instances.size(); restart++) {
                    cluster.ask(workload.part(restart, instances.size()));
                    Instance stopped = instances.get(restart);
                    stopped.running().close();
                    assertThat(stopped.running().streams().state()).isEqualTo(KafkaStreams.State.NOT_RUNNING);
                    assertThat(members(admin, stopped.stage())).hasSize(stopped.number() == 1 ? 2 : 1);
                    instances.set(restart, start(cluster, stopped.stage(), stopped.number()));
                    awaitRunning();
                }
                outcome.await();
                outcome.assertExact();
            } finally {
                instances.parallelStream()
                        .forEach(instance -> instance.running().close());
            }
        }
    }

    private void awaitRunning() throws InterruptedException {
        for (Instance instance : instances) {
            assertThat(instance.running().awaitRunning(START_TIMEOUT)).isTrue();
        }
    }

    private static List<?> members(Admin admin, Stage stage) throws Exception {
        String group = "ida-" + stage.name();
        return List.copyOf(admin.describeConsumerGroups(List.of(group))
                .all()
                .get()
                .get(group)
                .members());
    }

    private Instance start(Cluster cluster, Stage stage, int number) {
        String name = stage.name() + "-" + number;
        Map<String, String> properties = new HashMap<>(cluster.clientProperties());
        properties.put("state.dir", directory.resolve(name).toString());
        if (number == 1) {
            properties.put("group.instance.id", name);
        }
        if (stage == AssistApp.STAGE) {
            properties.put("assist.model.store", directory.resolve("models").toString());
        }
        return new Instance(stage, number, RunningStage.start(stage, StageConfig.of(stage, properties)));
    }
}
