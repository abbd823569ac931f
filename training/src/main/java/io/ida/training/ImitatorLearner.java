package io.ida.training;

import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.models.ModelStore;
import io.ida.models.neural.Demonstration;
import io.ida.models.neural.LearnedSupervisor;
import io.ida.models.neural.SupervisorTrainer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Teaches H&prime; to do what H did: keeps the transcripts of the TRAIN split as demonstrations and makes a fixed number
 * of steps on batches drawn from them, as {@link StudentLearner} does.
 */
public final class ImitatorLearner implements Learner {
    /** Makes learners of {@link LearnedSupervisor#ARCHITECTURE}. */
    public static final LearnerFactory FACTORY = new Factory();

    private final SupervisorTrainer trainer;
    private final ImitatorSettings settings;
    private final ReplayBuffer<Demonstration> buffer = new ReplayBuffer<>();
    private final Practice practice = new Practice();

    private ImitatorLearner(SupervisorTrainer trainer, ImitatorSettings settings) {
        this.trainer = trainer;
        this.settings = settings;
    }

    @Override
    public String architecture() {
        return LearnedSupervisor.ARCHITECTURE;
    }

    @Override
    public boolean learn(Trace trace) {
        if (!trace.getFit() || trace.getSplit() != Split.TRAIN) {
            return false;
        }
        Demonstration demonstration = Demonstration.of(trace);
        if (trainer.objection(demonstration).isPresent()) {
            return false;
        }
        String id = trace.getQuestion().getId();
        buffer.add(id, id, demonstration);
        return true;
    }

    @Override
    public ModelStore.Content checkpoint() throws InterruptedException {
        if (!buffer.isEmpty()) {
            practice.run(
                    settings.steps(),
                    () -> buffer.batch(settings.seed(), trainer.steps(), settings.batch(), 1),
                    trainer::step);
        }
        return trainer::writeCheckpoint;
    }

    @Override
    public Map<String, Double> metrics() {
        return practice.metrics(trainer.steps(), buffer.size());
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
