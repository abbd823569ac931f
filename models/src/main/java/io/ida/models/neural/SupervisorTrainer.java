package io.ida.models.neural;

import io.ida.amplification.InvalidTextException;
import io.ida.models.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains H&prime; on demonstrations: what H asked and answered is to be predicted, what it was told is given. What is
 * served is the moving average of the parameters. The same config, seed and batches give the same parameters, also with
 * a checkpoint written and resumed in between. For use by one thread at a time; trainers of one process take turns in
 * their steps.
 */
public final class SupervisorTrainer implements AutoCloseable {
    private final Imitator imitator;
    private final TrainedParameters parameters;

    private SupervisorTrainer(Imitator imitator, TrainedParameters parameters) {
        this.imitator = imitator;
        this.parameters = parameters;
    }

    /**
     * An H&prime; that has learned nothing.
     *
     * @param seed what its parameters are drawn from
     * @throws IllegalArgumentException if the language of the config is wrong
     */
    public static SupervisorTrainer create(SupervisorConfig config, long seed) {
        Imitator imitator = new Imitator(config);
        return new SupervisorTrainer(
                imitator, new TrainedParameters(imitator.network().layout(), config.optimization(), seed));
    }

    /**
     * An H&prime; as it was when its checkpoint was written.
     *
     * @throws CheckpointException if it is not a complete checkpoint of an H&prime;
     */
    public static SupervisorTrainer resume(InputStream checkpoint) throws IOException {
        Imitator.Stored stored = Imitator.open(checkpoint);
        List<float[]> state = new ArrayList<>();
        for (int section = 0; section < TrainedParameters.STATE.size(); section++) {
            state.add(stored.file().readSection());
        }
        stored.file().finish();
        Imitator imitator = stored.imitator();
        return new SupervisorTrainer(
                imitator,
                new TrainedParameters(
                        imitator.network().layout(),
                        imitator.config().optimization(),
                        stored.file().steps(),
                        state));
    }

    /** What H&prime; was made from. */
    public SupervisorConfig config() {
        return imitator.config();
    }

    /** How many steps were made since {@link #create}, before resuming included. */
    public long steps() {
        return parameters.steps();
    }

    /**
     * Why a demonstration cannot be learned: its texts are not of the language, a sub-question failed, H spoke of a name
     * that nobody had mentioned, or it is too long. Empty if it can.
     */
    public Optional<String> objection(Demonstration demonstration) {
        try {
            tape(demonstration);
            return Optional.empty();
        } catch (InvalidTextException unreadable) {
            return Optional.of(unreadable.getMessage());
        }
    }

    /**
     * Learns from a batch, in one step.
     *
     * @param demonstrations at least one
     * @return the loss before the step: minus the log-likelihood of a token that H said, in nats, on average. If it is
     *     not finite, nothing was learned
     * @throws InvalidTextException if there is an {@link #objection} to a demonstration; then nothing was learned and no
     *     step made
     */
    public double step(List<Demonstration> demonstrations) {
        TapeBatch batch = new TapeBatch(demonstrations.stream().map(this::tape).toList());
        return parameters.step((weights, manager) -> imitator.network().loss(weights, batch, manager));
    }

    private Tape tape(Demonstration demonstration) {
        Tape tape = Dialogue.demonstrated(imitator.forms(), demonstration);
        int longest = config().size().longest();
        if (tape.length() > longest) {
            throw new InvalidTextException(
                    "The transcript has " + tape.length() + " tokens, " + longest + " are the most.");
        }
        return tape;
    }

    /**
     * Writes everything that {@link #resume} and {@link LearnedSupervisor#read} need: 16 bytes a parameter.
     *
     * @param out stays open
     */
    public void writeCheckpoint(OutputStream out) throws IOException {
        imitator.write(parameters.steps(), parameters.state(), out);
    }

    /**
     * H&prime; as it is now; later steps do not change it. The caller closes it.
     *
     * @param model name of the model that it is a version of
     * @param version the version
     */
    public LearnedSupervisor supervisor(String model, int version) {
        return new LearnedSupervisor(imitator, parameters.teacher(), model, version);
    }

    @Override
    public void close() {
        parameters.close();
    }
}
