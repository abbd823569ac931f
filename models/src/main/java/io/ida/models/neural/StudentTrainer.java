package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ida.amplification.InvalidTextException;
import io.ida.models.CheckpointException;
import io.ida.models.neural.ContextRows.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains X on lessons, followed by its teacher, the moving average of its parameters. The same config, seed and batches
 * give the same parameters, also with a checkpoint written and resumed in between. For use by one thread at a time;
 * trainers of one process take turns in their steps.
 */
public final class StudentTrainer implements AutoCloseable {
    private final Student student;
    private final TrainedParameters parameters;

    private StudentTrainer(Student student, TrainedParameters parameters) {
        this.student = student;
        this.parameters = parameters;
    }

    /**
     * A student that has learned nothing.
     *
     * @param seed what its parameters are drawn from
     * @throws IllegalArgumentException if the language of the config is wrong
     */
    public static StudentTrainer create(StudentConfig config, long seed) {
        Student student = new Student(config);
        return new StudentTrainer(
                student, new TrainedParameters(student.network().layout(), config.optimization(), seed));
    }

    /**
     * A student as it was when its checkpoint was written.
     *
     * @throws CheckpointException if it is not a complete checkpoint of a student
     */
    public static StudentTrainer resume(InputStream checkpoint) throws IOException {
        Student.Stored stored = Student.open(checkpoint);
        List<float[]> state = new ArrayList<>();
        for (int section = 0; section < TrainedParameters.STATE.size(); section++) {
            state.add(stored.file().readSection());
        }
        stored.file().finish();
        Student student = stored.student();
        return new StudentTrainer(
                student,
                new TrainedParameters(
                        student.network().layout(),
                        student.config().optimization(),
                        stored.file().steps(),
                        state));
    }

    /** What the student was made from. */
    public StudentConfig config() {
        return student.config();
    }

    /** How many steps were made since {@link #create}, before resuming included. */
    public long steps() {
        return parameters.steps();
    }

    /** Why a lesson cannot be learned: its texts are not of the student's language. Empty if it can. */
    public Optional<String> objection(Lesson lesson) {
        try {
            addRows(lesson, new ContextRows(student.tokenizer().facts(lesson.facts())));
            return Optional.empty();
        } catch (InvalidTextException unreadable) {
            return Optional.of(unreadable.getMessage());
        }
    }

    /**
     * Learns from a batch, in one step. Lessons of the same context share the encoding of its facts; a batch is cheapest
     * when its contexts have the same number of facts and of lessons.
     *
     * @param lessons at least one
     * @return the loss before the step: minus the log-likelihood of an answer, in nats, on average. If it is not finite,
     *     nothing was learned
     * @throws InvalidTextException if there is an {@link #objection} to a lesson; then nothing was learned and no step
     *     made
     */
    public double step(List<Lesson> lessons) {
        Map<List<String>, ContextRows> contexts = new LinkedHashMap<>();
        for (Lesson lesson : lessons) {
            ContextRows context = contexts.computeIfAbsent(
                    lesson.facts(), facts -> new ContextRows(student.tokenizer().facts(facts)));
            addRows(lesson, context);
        }
        Batch batch = new Batch(List.copyOf(contexts.values()), student.tokenizer());
        return parameters.step((weights, manager) -> loss(weights, batch, lessons.size(), manager));
    }

    private NDArray loss(Weights weights, Batch batch, int lessons, NDManager manager) {
        return student.network().loss(weights, batch, manager).div(lessons);
    }

    /** One row for each token of the answer, up to the padding that ends it. */
    private void addRows(Lesson lesson, ContextRows context) {
        Tokenizer tokenizer = student.tokenizer();
        EncodedQuestion question = tokenizer.question(lesson.question(), context.facts());
        int[] answer = tokenizer.answer(lesson.answer(), question);
        int[] soFar = Arrays.copyOf(question.tokens(), Batch.rowWidth(tokenizer));
        for (int place = 0; place < answer.length; place++) {
            context.rows().add(new Row(soFar.clone(), answer[place]));
            if (answer[place] == Vocabulary.PADDING || place + 1 == answer.length) {
                return;
            }
            soFar[question.tokens().length + place] = answer[place];
        }
    }

    /**
     * Writes everything that {@link #resume} and {@link NeuralAssistant#read} need: 16 bytes a parameter.
     *
     * @param out stays open
     */
    public void writeCheckpoint(OutputStream out) throws IOException {
        student.write(parameters.steps(), parameters.state(), out);
    }

    /** The teacher as it is now; later steps do not change it. The caller closes it. */
    public NeuralAssistant teacher(Decoding decoding) {
        return new NeuralAssistant(student, parameters.teacher(), decoding);
    }

    @Override
    public void close() {
        parameters.close();
    }
}
