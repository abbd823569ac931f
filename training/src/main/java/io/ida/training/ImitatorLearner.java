package io.ida.training;

import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.models.ModelStore;
import io.ida.models.neural.Demonstration;
import io.ida.models.neural.LearnedSupervisor;
import io.ida.models.neural.SupervisorTrainer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Teaches H&prime; to do what H did, with the transcripts of the TRAIN split as demonstrations. First it learns the newest
 * ones, those that were asked last, in one step: what the parent made of them is what tells whether it has learned to do
 * as H does, since what X answers changes from version to version, and with it what H sees. Then, unless it has, it
 * makes a fixed number of steps on batches drawn from all of them, as {@link StudentLearner} does.
 */
public final class ImitatorLearner implements ExampleLearner<ImitatorLearner.Example> {
    /** Makes learners of {@link LearnedSupervisor#ARCHITECTURE}. */
    public static final LearnerFactory FACTORY = new Factory();

    /** Name of the metric that says what the parent made of the newest demonstrations, in nats a token. */
    public static final String FRESH_LOSS = "loss.fresh";

    /** The loss below which H&prime; does as H does, as in the authors' code. */
    public static final double LEARNED = 0.01;

    private final SupervisorTrainer trainer;
    private final ImitatorSettings settings;
    private final ReplayBuffer<Demonstration> buffer = new ReplayBuffer<>();
    private final Practice practice = new Practice();
    private final TreeMap<Instant, TreeMap<String, Demonstration>> byTime = new TreeMap<>();
    private double freshLoss = Double.NaN;

    private ImitatorLearner(SupervisorTrainer trainer, ImitatorSettings settings) {
        this.trainer = trainer;
        this.settings = settings;
    }

    @Override
    public String architecture() {
        return LearnedSupervisor.ARCHITECTURE;
    }

    /**
     * A demonstration, and which.
     *
     * @param id id of its question
     * @param askedAt when its question was asked
     */
    record Example(String id, Instant askedAt, Demonstration demonstration) {}

    @Override
    public Class<Example> exampleType() {
        return Example.class;
    }

    /** Whether there is an objection depends on the language and on how long a transcript may be. */
    @Override
    public Object kind() {
        return trainer.config();
    }

    @Override
    public Optional<Example> example(Trace trace) {
        if (!trace.getFit() || trace.getSplit() != Split.TRAIN) {
            return Optional.empty();
        }
        Demonstration demonstration = Demonstration.of(trace);
        return trainer.objection(demonstration).isPresent()
                ? Optional.empty()
                : Optional.of(new Example(
                        trace.getQuestion().getId(), trace.getQuestion().getAskedAt(), demonstration));
    }

    @Override
    public void take(Example example) {
        buffer.add(example.id(), example.id(), example.demonstration());
        byTime.computeIfAbsent(example.askedAt(), any -> new TreeMap<>()).put(example.id(), example.demonstration());
    }

    @Override
    public ModelStore.Content checkpoint(StepListener listener) throws InterruptedException {
        if (!buffer.isEmpty()) {
            List<Demonstration> fresh =
                    List.copyOf(byTime.lastEntry().getValue().values());
            freshLoss = trainer.step(fresh.subList(0, Math.min(fresh.size(), settings.batch())));
            practice.run(
                    freshLoss < LEARNED ? 1 : settings.steps(),
                    buffer.size(),
                    () -> buffer.batch(settings.seed(), trainer.steps(), settings.batch(), 1),
                    trainer::step,
                    listener);
        }
        return trainer::writeCheckpoint;
    }

    @Override
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = practice.metrics(trainer.steps(), buffer.size());
        if (!Double.isNaN(freshLoss)) {
            metrics.put(FRESH_LOSS, freshLoss);
        }
        return metrics;
    }

    @Override
    public void close() {
        trainer.close();
    }

    private static final class Factory implements LearnerFactory {
        @Override
        public String architecture() {
            return LearnedSupervisor.ARCHITECTURE;
        }

        @Override
        public Learner fromScratch(Map<String, String> settings) {
            ImitatorSettings read = ImitatorSettings.from(settings);
            return new ImitatorLearner(SupervisorTrainer.create(read.supervisor(), read.seed()), read);
        }

        @Override
        public Learner goingOnFrom(InputStream checkpoint, Map<String, String> settings) throws IOException {
            ImitatorSettings read = ImitatorSettings.from(settings);
            return new ImitatorLearner(SupervisorTrainer.resume(checkpoint), read);
        }
    }
}
