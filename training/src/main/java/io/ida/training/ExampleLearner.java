package io.ida.training;

import io.ida.events.Trace;
import java.util.Optional;

/**
 * A learner that makes an example of a trace first. An example can be learned from again, by this learner or a later one
 * of the same kind, without the trace.
 *
 * @param <E> an example; immutable
 */
public interface ExampleLearner<E> extends Learner {
    /** Type of the examples. */
    Class<E> exampleType();

    /** What an example depends on besides its trace: learners whose kinds are equal make the same of a trace. */
    Object kind();

    /** What is to be learned from a trace; empty if it is unfit. */
    Optional<E> example(Trace trace);

    /** Takes in an example, in any order. */
    void take(E example);

    @Override
    default boolean learn(Trace trace) {
        Optional<E> example = example(trace);
        example.ifPresent(this::take);
        return example.isPresent();
    }
}
