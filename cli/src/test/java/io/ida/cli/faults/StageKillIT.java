package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.AnswererKind;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.synthesize.SynthesizeApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stage is killed with SIGKILL in the middle of its transactions, loses its state directory, and is started again,
 * several times, while the other three run on.
 */
@Tag("long")
class StageKillIT {
    private static final int KILLS = 3;
    private static final int QUESTIONS = 320;
    private static final int SENTINELS = 16;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static Cluster cluster;
    private static final Map<String, RunningStage> RUNNING = new HashMap<>();

    /** A stage that is killed, and a topic that shows how far it is. */
    record Victim(
            String title, Stage stage, Class<?> main, Function<Topics, Topic<?>> output, Map<String, String> settings) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Victim> victims() {
        return Stream.of(
                new Victim("decompose", DecomposeApp.STAGE, DecomposeApp.class, Topics::decompositions, Map.of()),
                new Victim("assist", AssistApp.STAGE, AssistApp.class, Topics::answers, Map.of()),
                new Victim(
                        "slow-assist",
                        AssistApp.STAGE,
                        AssistApp.class,
                        Topics::answers,
                        Map.of("assist.delay.ms", "150", "assist.batch.size", "8")),
                new Victim("synthesize", SynthesizeApp.STAGE, SynthesizeApp.class, Topics::amplifications, Map.of()),
                new Victim("distill", DistillApp.STAGE, DistillApp.class, Topics::traces, Map.of()));
    }

    @BeforeAll
    static void startAll() throws InterruptedException {
        cluster = Cluster.start(directory);
        for (Stage stage : List.of(DecomposeApp.STAGE, AssistApp.STAGE, SynthesizeApp.STAGE, DistillApp.STAGE)) {
            startHere(stage);
        }
        for (RunningStage stage : RUNNING.values()) {
            assertThat(stage.awaitRunning(START_TIMEOUT)).isTrue();
        }
    }

    @AfterAll
    static void stopAll() {
        RUNNING.values().parallelStream().forEach(RunningStage::close);
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("victims")
    void everyQuestionHasOneResultAndEveryNodeOneTraceAfterKills(Victim victim) throws Exception {
        RUNNING.remove(victim.stage().name()).close();
        Workload workload = new Workload(victim.title(), QUESTIONS);
        try (Outcome outcome = new Outcome(cluster, workload)) {
            for (int kill = 0; kill < KILLS; kill++) {
                cluster.ask(workload.part(kill, KILLS + 1));
                killInMidRun(victim, kill);
                assertThat(outcome.treesDone()).isLessThan(QUESTIONS * (kill + 1) / (KILLS + 1));
            }
            cluster.ask(workload.part(KILLS, KILLS + 1));
            try (StageProcess last = start(victim, KILLS)) {
                outcome.await();
                letEverythingBehindPassBy(victim.title());
                last.assertAlive();
            }
            outcome.assertExact();
        } finally {
            startHere(victim.stage());
        }
    }

    /** Starts the stage and kills it when it has written something, at a point drawn from a seed. */
    private void killInMidRun(Victim victim, int kill) {
        int enough = 1 + new Random(31L * victim.title().hashCode() + kill).nextInt(QUESTIONS / (KILLS + 1) / 2);
        try (TopicReader<?> output = cluster.uncommittedFromNow(victim.output().apply(cluster.topics()));
                StageProcess process = start(victim, kill)) {
            output.pollUntil(enough + " records of " + victim.title(), read -> {
                process.assertAlive();
                return read.entries().stream()
                                .filter(entry -> isVictims(entry.value()))
                                .count()
                        >= enough;
            });
            process.kill();
        }
    }

    /** Other stages write answers and amplifications, too: those are not of the victims. */
    private static boolean isVictims(Object event) {
        if (event instanceof Amplification amplification) {
            return amplification.getAnswer().getUsage().getAssistantCalls() > 0;
        }
        return !(event instanceof Answer answer) || answer.getAnsweredBy().getKind() == AnswererKind.ASSISTANT;
    }

    /** When questions asked now, on every partition, are through, so is whatever the restarts might have repeated. */
    private static void letEverythingBehindPassBy(String title) {
        Workload sentinels = new Workload("after-" + title, SENTINELS);
        cluster.ask(sentinels.questions());
        try (Outcome passed = new Outcome(cluster, sentinels)) {
            passed.await();
        }
    }

    private static StageProcess start(Victim victim, int start) {
        Map<String, String> properties = new HashMap<>(properties(victim.stage(), victim.title() + "-" + start));
        properties.put("commit.interval.ms", "200");
        properties.putAll(victim.settings());
        return StageProcess.start(victim.main(), "stage-" + victim.title() + "-" + start, properties);
    }

    private static void startHere(Stage stage) {
        Map<String, String> properties = properties(stage, stage.name() + "-here-" + System.nanoTime());
        RUNNING.put(stage.name(), RunningStage.start(stage, StageConfig.of(stage, properties)));
    }

    /** An empty state directory for each start, and one static member, so that a restart takes over at once. */
    private static Map<String, String> properties(Stage stage, String state) {
        Map<String, String> properties = new HashMap<>(cluster.clientProperties());
        properties.put("state.dir", directory.resolve("state").resolve(state).toString());
        properties.put("main.consumer.group.instance.id", "only");
        properties.put("producer.transaction.timeout.ms", "3000");
        if (stage.name().equals("assist")) {
            properties.put("assist.model.store", directory.resolve("models").toString());
        }
        return properties;
    }
}
