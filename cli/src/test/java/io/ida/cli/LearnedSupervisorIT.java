package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Instance;
import io.ida.amplification.Move;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.SupervisedQuestion;
import io.ida.amplification.Supervisor;
import io.ida.amplification.Task;
import io.ida.amplification.Tasks;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.embedded.LocalPipeline;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Exchange;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Usage;
import io.ida.models.DirectoryModelStore;
import io.ida.models.StoredCheckpoint;
import io.ida.models.neural.Demonstration;
import io.ida.models.neural.LearnedSupervisor;
import io.ida.models.neural.Optimization;
import io.ida.models.neural.SupervisorConfig;
import io.ida.models.neural.SupervisorLanguages;
import io.ida.models.neural.SupervisorSize;
import io.ida.models.neural.SupervisorTrainer;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H&prime; that is trained, announced and asked, and does in the pipeline what the script does. */
class LearnedSupervisorIT {
    private static final int EXPONENT_BITS = 3;
    private static final int STEPS = 200;
    private static final Task TASK = StandardTasks.permutationPowering(EXPONENT_BITS);

    /** Leaves every sub-question to the environment in the end, so no assistant is asked. */
    private static final String DEPTH = "3";

    private final Random random = new Random(1);

    @TempDir
    Path directory;

    @Test
    void aNetworkThatSawTheScriptMovesLikeIt() throws Exception {
        Path data = directory.resolve("data");
        Path facts =
                Files.write(directory.resolve("facts"), TASK.generate(6, 99).facts());
        try (LocalPipeline pipeline = LocalPipeline.start(data)) {
            String name = TASK.parse(Files.readAllLines(facts)).facts().get(0).substring(0, 2);
            assertThat(ask(pipeline, facts, "learned:imitator", name + " ^ 7").out())
                    .contains("No version of the supervisor 'learned:imitator' is promoted.");

            announce(pipeline, new DirectoryModelStore(data.resolve("models").toAbsolutePath()));

            for (int exponent = 2; exponent < 1 << EXPONENT_BITS; exponent++) {
                String question = name + " ^ " + exponent;
                Run scripted = ask(pipeline, facts, "scripted", question);
                Run learned = ask(pipeline, facts, "learned:imitator", question);
                assertThat(learned.code()).as(learned.err()).isZero();
                assertThat(learned.out())
                        .contains("supervisor learned:imitator@1")
                        .isEqualTo(scripted.out().replace("scripted@1", "learned:imitator@1"));
            }
        }
    }

    private static Run ask(LocalPipeline pipeline, Path facts, String supervisor, String question) {
        List<String> arguments = List.of(
                "ask",
                "--task",
                TASK.name(),
                "--context",
                facts.toString(),
                "--depth",
                DEPTH,
                "--supervisor",
                supervisor);
        List<String> cluster = List.of(
                "--bootstrap-server",
                pipeline.bootstrapServers(),
                "--schema-registry",
                pipeline.registryUrl(),
                question);
        return Run.of(Stream.concat(arguments.stream(), cluster.stream()).toArray(String[]::new));
    }

    private void announce(LocalPipeline pipeline, DirectoryModelStore store) throws Exception {
        StoredCheckpoint stored;
        try (SupervisorTrainer trainer = SupervisorTrainer.create(
                new SupervisorConfig(
                        SupervisorLanguages.permutationPowering(EXPONENT_BITS),
                        new SupervisorSize(32, 2, 64, 2, 64),
                        new Optimization(5e-3, 20, 0, 1, 10)),
                1)) {
            for (int step = 0; step < STEPS; step++) {
                trainer.step(Stream.generate(this::demonstration).limit(32).toList());
            }
            stored = store.write("imitator", 1, trainer::writeCheckpoint);
        }
        ModelVersion version = new ModelVersion(
                "imitator",
                1,
                null,
                ModelStatus.PROMOTED,
                LearnedSupervisor.ARCHITECTURE,
                stored.location(),
                stored.sha256(),
                1L,
                Map.of(),
                List.of(),
                "test",
                Instant.EPOCH);
        Clients clients = new Clients(pipeline.clientProperties());
        Cluster cluster = clients.cluster();
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            producer.send(cluster.record(cluster.topics().models(), Topics.versionKey("imitator", 1), version))
                    .get();
        }
        // A pinned version is waited for; once it has answered, decompose knows it as the latest, too.
        Path facts = Files.write(
                directory.resolve("other-facts"), TASK.generate(6, 7).facts());
        String question = Files.readAllLines(facts).get(0).substring(0, 2) + " ^ 2";
        Run run = ask(pipeline, facts, "learned:imitator@1", question);
        assertThat(run.code()).as(run.err()).isZero();
    }

    /** What the script does about a random question whose sub-answers are right. */
    private Demonstration demonstration() {
        Supervisor scripted = new ScriptedSupervisor(new Tasks(List.of(TASK)));
        Instance instance = TASK.generate(6, random.nextLong());
        String text = instance.sampleQuestion(random);
        SupervisedQuestion question = new SupervisedQuestion(TASK.name(), text, 1, 0);
        List<Exchange> transcript = new ArrayList<>();
        while (true) {
            Move move = scripted.next(question, transcript);
            if (move instanceof Move.Conclude conclusion) {
                return new Demonstration(text, 0, transcript, conclusion.text());
            }
            for (SubQuestion ask : ((Move.Ask) move).subQuestions()) {
                transcript.add(answered(transcript.size(), ask, instance.solve(ask.text())));
            }
        }
    }

    private static Exchange answered(int round, SubQuestion ask, String answer) {
        return new Exchange(
                round,
                0,
                null,
                ask.text(),
                ask.sample(),
                AnswerStatus.ANSWERED,
                answer,
                "",
                new Answerer(AnswererKind.ASSISTANT, "test", 1),
                List.of(),
                false,
                new Usage(1L, 0L));
    }
}
