package io.ida.training;

import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.models.ModelStore;
import io.ida.models.neural.Language;
import io.ida.models.neural.Lesson;
import io.ida.models.neural.NeuralAssistant;
import io.ida.models.neural.StudentTrainer;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Distils traces into X as a network: keeps the rows of the TRAIN split as lessons and makes a fixed number of steps on
 * batches drawn from them. The steps a version makes depend on its parent, its rows and its settings alone, so a
 * training that was killed and begun again makes the same version.
 */
public final class StudentLearner implements ExampleLearner<StudentLearner.Example> {
    /** Makes learners of {@link NeuralAssistant#ARCHITECTURE}. */
    public static final LearnerFactory FACTORY = new Factory();

    private final StudentTrainer trainer;
    private final StudentSettings settings;
    private final ReplayBuffer<Lesson> buffer = new ReplayBuffer<>();
    private final Map<String, List<String>> factsByContext = new HashMap<>();
    private final Practice practice = new Practice();

    private StudentLearner(StudentTrainer trainer, StudentSettings settings) {
        this.trainer = trainer;
        this.settings = settings;
    }

    @Override
    public String architecture() {
        return NeuralAssistant.ARCHITECTURE;
    }

    /**
     * A lesson, and where it belongs.
     *
     * @param contextId id of its context
     * @param id id of its question
     */
    record Example(String contextId, String id, Lesson lesson) {}

    /** What the examples depend on. */
    private record Kind(Language language, StudentSettings.Targets targets) {}

    @Override
    public Class<Example> exampleType() {
        return Example.class;
    }

    @Override
    public Object kind() {
        return new Kind(trainer.config().language(), settings.targets());
    }

    @Override
    public Optional<Example> example(Trace trace) {
        if (!trace.getFit() || trace.getSplit() != Split.TRAIN) {
            return Optional.empty();
        }
        Question question = trace.getQuestion();
        Lesson lesson = new Lesson(facts(question.getContext()), question.getText(), target(trace));
        return trainer.objection(lesson).isPresent()
                ? Optional.empty()
                : Optional.of(new Example(question.getContext().getContextId(), question.getId(), lesson));
    }

    @Override
    public void take(Example example) {
        buffer.add(example.contextId(), example.id(), example.lesson());
    }

    /** The facts, as one list for all lessons about them. */
    private List<String> facts(Context context) {
        List<String> known = factsByContext.putIfAbsent(context.getContextId(), context.getFacts());
        return context.getFacts().equals(known) ? known : context.getFacts();
    }

    private String target(Trace trace) {
        return switch (settings.targets()) {
            case AMPLIFIED -> trace.getAnswer().getText();
            case SOLVER ->
                StandardTasks.all()
                        .get(trace.getQuestion().getTask())
                        .parse(trace.getQuestion().getContext().getFacts())
                        .solve(trace.getQuestion().getText());
        };
    }

    @Override
    public ModelStore.Content checkpoint(StepListener listener) throws InterruptedException {
        if (!buffer.isEmpty()) {
            practice.run(
                    settings.steps(),
                    buffer.size(),
                    () -> buffer.batch(
                            settings.seed(), trainer.steps(), settings.contextsOfBatch(), settings.lessonsOfContext()),
                    trainer::step,
                    listener);
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
            return NeuralAssistant.ARCHITECTURE;
        }

        @Override
        public Learner fromScratch(Map<String, String> settings) {
            StudentSettings read = StudentSettings.from(settings);
            return new StudentLearner(StudentTrainer.create(read.student(), read.seed()), read);
        }

        @Override
        public Learner goingOnFrom(InputStream checkpoint, Map<String, String> settings) throws IOException {
            StudentSettings read = StudentSettings.from(settings);
            return new StudentLearner(StudentTrainer.resume(checkpoint), read);
        }
    }
}
