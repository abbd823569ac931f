package io.ida.training;

import io.ida.events.Trace;
import io.ida.models.ModelStore;
import java.util.Map;

/** Makes a checkpoint out of traces. For one training, on one thread; may use threads of its own inside. */
public interface Learner extends AutoCloseable {
    /** The kind of checkpoint it makes, for example {@code table/1}. */
    String architecture();

    /**
     * Takes in one trace. Traces come in any order, and the order must not matter to a deterministic learner.
     *
     * @return whether it is learned from; a row that is unfit for training is not
     */
    boolean learn(Trace trace);

    /**
     * Finishes learning and hands out the checkpoint's content. Called once, after the last trace.
     *
     * @param listener is told the steps, if it makes any
     * @throws InterruptedException if the thread is interrupted; a long computation ends early
     */
    ModelStore.Content checkpoint(StepListener listener) throws InterruptedException;

    /** Like {@link #checkpoint(StepListener)}, telling nobody. */
    default ModelStore.Content checkpoint() throws InterruptedException {
        return checkpoint(StepListener.NONE);
    }

    /** Measurements of the training, by name. Called after {@link #checkpoint}. */
    Map<String, Double> metrics();

    /** Releases what it holds. */
    @Override
    default void close() {}
}
