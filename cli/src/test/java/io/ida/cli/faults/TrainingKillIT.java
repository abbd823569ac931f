package io.ida.cli.faults;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.ModelVersion;
import io.ida.events.OffsetRange;
import io.ida.events.Training;
import io.ida.training.TrainingApp;
import io.ida.training.TrainingConfig;
import io.ida.training.TrainingJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training job is killed with SIGKILL while it learns, writes and announces, and started again. */
@Tag("long")
class TrainingKillIT {
    private static final String KILLED = "killed";
    private static final String CALM = "calm";
    private static final int VERSIONS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private int starts;

    @Test
    void eachVersionIsAnnouncedOnceAndIsThatOfAnUndisturbedRun() throws Exception {
        try (Cluster cluster = Cluster.start(directory);
                TopicReader<ModelVersion> models =
                        cluster.committed(cluster.topics().models());
                TopicReader<byte[]> dead = cluster.deadLetters()) {
            List<List<OffsetRange>> ranges = new TraceSource(cluster).publish(VERSIONS);
            Random random = new Random(3);
            for (int version = 1; version <= VERSIONS; version++) {
                request(cluster, KILLED, version, ranges);
                switch (version % 3) {
                    case 1 -> killWhenBusyFor(Duration.ofMillis(1000 + random.nextInt(1000)), cluster);
                    case 2 -> killWhenWriting(version, cluster);
                    default -> killWhenAnnouncing(cluster);
                }
            }
            try (StageProcess last = start(cluster)) {
                await(models, KILLED);
                last.assertAlive();
            }

            for (int version = 1; version <= VERSIONS; version++) {
                request(cluster, CALM, version, ranges);
            }
            try (TrainingJob calm = new TrainingJob(TrainingConfig.from(properties(cluster)))) {
                Thread thread = new Thread(calm, "calm-training");
                thread.start();
                await(models, CALM);
            }
            assertThat(checkpoints(models.readToEnd(), KILLED)).isEqualTo(checkpoints(models, CALM));
            assertThat(dead.readToEnd().entries()).isEmpty();
        }
    }

    /** In the course of its start, or of reading and learning: measured by the work that the process has done. */
    private void killWhenBusyFor(Duration work, Cluster cluster) {
        try (StageProcess process = start(cluster)) {
            killWhen("busy for " + work, () -> process.cpu().compareTo(work) >= 0, process);
        }
    }

    /** Between what is learned and what is announced. */
    private void killWhenWriting(int version, Cluster cluster) {
        Path folder = directory.resolve("models").resolve(KILLED).resolve(Integer.toString(version));
        try (StageProcess process = start(cluster)) {
            killWhen("writing version " + version, () -> Files.exists(folder), process);
        }
    }

    /** In the transaction of an announcement. */
    private void killWhenAnnouncing(Cluster cluster) {
        try (TopicReader<ModelVersion> announced =
                        cluster.uncommittedFromNow(cluster.topics().models());
                StageProcess process = start(cluster)) {
            killWhen("announcing", () -> !announced.poll().entries().isEmpty(), process);
        }
    }

    private static void killWhen(String what, BooleanSupplier due, StageProcess process) {
        Awaitility.await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(PATIENCE)
                .until(() -> {
                    process.assertAlive();
                    return due.getAsBoolean();
                });
        process.kill();
    }

    private static void await(TopicReader<ModelVersion> models, String model) {
        models.pollUntil(
                VERSIONS + " versions of " + model,
                read -> read.values(key -> key.startsWith(model)).size() >= VERSIONS);
    }

    /** SHA-256 by version; fails if a version is announced twice. */
    private static Map<Integer, String> checkpoints(TopicReader<ModelVersion> models, String model) {
        List<ModelVersion> versions = models.values(key -> key.startsWith(model));
        assertThat(versions).hasSize(VERSIONS);
        return versions.stream().collect(toMap(ModelVersion::getVersion, ModelVersion::getSha256));
    }

    private static void request(Cluster cluster, String model, int version, List<List<OffsetRange>> ranges) {
        Training training = Training.newBuilder()
                .setId(model + "/" + version)
                .setModel(model)
                .setVersion(version)
                .setParentVersion(version == 1 ? null : version - 1)
                .setTraces(new ArrayList<>(ranges.get(version - 1)))
                .build();
        cluster.send(cluster.topics().trainings(), model + "@" + version, training);
        cluster.flush();
    }

    private StageProcess start(Cluster cluster) {
        return StageProcess.start(TrainingApp.class, "training-" + starts++, properties(cluster));
    }

    private Map<String, String> properties(Cluster cluster) {
        return cluster.properties(Map.of(
                TrainingConfig.MODEL_STORE,
                directory.resolve("models").toString(),
                "group.instance.id",
                "only",
                "session.timeout.ms",
                "6000"));
    }
}
